#pragma once

#include "admin/model/policy.h"

// The key that secrets are sealed with.
namespace amity::admin {

struct RotateSealingKeyRequest : Nothing {};

struct RotateSealingKeyResponse {
  Sentence sealing_key_id;
  Count resealed;

  static constexpr auto members() {
    using Self = RotateSealingKeyResponse;
    return shape::fields(
        shape::field<&Self::sealing_key_id>("SealingKeyId",
                                            "Eight hexadecimal digits that tell it from others."),
        shape::field<&Self::resealed>("Resealed", "How many secrets were sealed anew."));
  }
};

}  // namespace amity::admin
