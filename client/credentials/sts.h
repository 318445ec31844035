#pragma once

#include "client/credentials/search.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amity::client {

// The parameters of a query request, not encoded yet.
using Query = std::vector<std::pair<std::string_view, std::string>>;

// Asks STS for credentials by an action whose answer has some; signed with `by`, where there is
// one. STS is that of the Region, or where AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL or the profile
// say. Throws CredentialsError with what STS says, and ConfigurationError.
Credentials ask_sts(const Search& search, const std::string& action, const Query& parameters,
                    const Credentials* by);

// What stands between the first <name> and the next </name>, its entities resolved; empty when
// there is none. Enough for the answers of STS, whose elements have no attributes.
std::string element_text(std::string_view xml, std::string_view name);

}  // namespace amity::client
