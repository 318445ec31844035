#pragma once

#include "protocol/shape/shape.h"
#include "protocol/shape/text.h"

#include <optional>

// The labels of a partner.
namespace amity::account {

// The full name of a thing that can be tagged: of this API's, only a partner.
struct TaggableResourceArn : shape::Text<TaggableResourceArn> {
  using Text::Text;
  static constexpr shape::TextLimits limits{
      .min = 1,
      .max = 200,
      .pattern = "arn:[a-z-]+:partnercentral:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9._:/-]+"};
};

// The name of a tag; case matters.
struct TagKey : shape::Text<TagKey> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.min = 1, .max = 128};
};

// The value of a tag; it may be empty.
struct TagValue : shape::Text<TagValue> {
  using Text::Text;
  static constexpr shape::TextLimits limits{.max = 256};
};

// One label.
struct Tag {
  TagKey key;
  TagValue value;

  static constexpr auto members() {
    using Self = Tag;
    return shape::fields(
        shape::field<&Self::key>(
            "Key", "Its name, once per partner; names beginning with \"aws:\" are reserved."),
        shape::field<&Self::value>("Value", "Its value."));
  }
};

// Labels, each key once.
struct TagList : shape::List<TagList, Tag> {
  static constexpr shape::ListLimits limits{.max = 200};
};

// Names of tags.
struct TagKeyList : shape::List<TagKeyList, TagKey> {
  static constexpr shape::ListLimits limits{.max = 50};
};

// Puts labels on a partner.
struct TagResourceRequest {
  TaggableResourceArn resource_arn;
  TagList tags;

  static constexpr auto members() {
    using Self = TagResourceRequest;
    return shape::fields(
        shape::field<&Self::resource_arn>("ResourceArn", "The partner to label."),
        shape::field<&Self::tags>("Tags",
                                  "What to put on it; a key it already has gets the new value."));
  }
};

// Nothing to say.
struct TagResourceResponse {
  static constexpr auto members() { return shape::fields(); }
};

// Takes labels off a partner.
struct UntagResourceRequest {
  TaggableResourceArn resource_arn;
  TagKeyList tag_keys;

  static constexpr auto members() {
    using Self = UntagResourceRequest;
    return shape::fields(
        shape::field<&Self::resource_arn>("ResourceArn", "The labelled partner."),
        shape::field<&Self::tag_keys>(
            "TagKeys", "The keys to take off; keys it does not have are passed over."));
  }
};

// Nothing to say.
struct UntagResourceResponse {
  static constexpr auto members() { return shape::fields(); }
};

// Asks for a partner's labels.
struct ListTagsForResourceRequest {
  TaggableResourceArn resource_arn;

  static constexpr auto members() {
    using Self = ListTagsForResourceRequest;
    return shape::fields(
        shape::field<&Self::resource_arn>("ResourceArn", "The partner whose labels are wanted."));
  }
};

// A partner's labels, all in one page.
struct ListTagsForResourceResponse {
  TaggableResourceArn resource_arn;
  std::optional<TagList> tags{};

  static constexpr auto members() {
    using Self = ListTagsForResourceResponse;
    return shape::fields(
        shape::field<&Self::resource_arn>("ResourceArn", "The partner, as the request named it."),
        shape::field<&Self::tags>("Tags", "All its labels, sorted by key."));
  }
};

}  // namespace amity::account
