#pragma once

#include "admin/service/admin_frame.h"

#include <memory>

namespace amity::admin {

// The admin API, as one I/O thread serves it. `environment` outlives it.
std::unique_ptr<awsjson::Service> make_admin_service(const Environment& environment);

}  // namespace amity::admin
