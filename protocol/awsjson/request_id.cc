#include "protocol/awsjson/request_id.h"

namespace amity::awsjson {

RequestIds::RequestIds() {
  std::random_device device;
  std::seed_seq seed{device(), device(), device(), device()};
  random_.seed(seed);
}

}  // namespace amity::awsjson
