// TagResource, UntagResource, ListTagsForResource (behaviour.md §9).
#include "account/operations/api_test.h"

namespace amity::account {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

using Words = std::vector<std::pair<std::string, std::string>>;

class TagsTest : public testing::Test {
 protected:
  static Outcome<TagResourceResponse> tag(const Party& by, std::string_view arn,
                                          const Words& words) {
    TagResourceRequest request{.resource_arn = TaggableResourceArn(arn), .tags = {}};
    for (const auto& [key, value] : words)
      request.tags.items.push_back({TagKey(key), TagValue(value)});
    return by.call<TagResourceResponse>("TagResource", request);
  }
  static Outcome<UntagResourceResponse> untag(const Party& by, std::string_view arn,
                                              const std::vector<std::string>& keys) {
    UntagResourceRequest request{.resource_arn = TaggableResourceArn(arn), .tag_keys = {}};
    for (const std::string& key : keys) request.tag_keys.items.emplace_back(key);
    return by.call<UntagResourceResponse>("UntagResource", request);
  }
  static Outcome<ListTagsForResourceResponse> list(const Party& by, std::string_view arn) {
    return by.call<ListTagsForResourceResponse>(
        "ListTagsForResource", ListTagsForResourceRequest{TaggableResourceArn(arn)});
  }
  static Words tags_of(const Party& by, std::string_view arn) {
    Words words;
    auto outcome = list(by, arn);
    EXPECT_TRUE(outcome) << outcome.body;
    for (const Tag& tag : *outcome->tags) words.emplace_back(tag.key.str(), tag.value.str());
    return words;
  }
  static Words numbered(int from, int to) {
    Words words;
    for (int i = from; i <= to; ++i) words.emplace_back("key" + std::to_string(i), "");
    return words;
  }

  Api api;
  Party owner = api.partner("111111111111");
  Party other = api.partner("222222222222");
};

TEST_F(TagsTest, AreListedSortedByKey) {
  auto put = tag(owner, owner.partner_arn(), {{"team", "north"}, {"Team", "é"}, {"empty", ""}});

  ASSERT_ANSWERED(put);
  EXPECT_EQ(put.body, "");
  EXPECT_THAT(tags_of(owner, owner.partner_arn()),
              ElementsAre(Pair("Team", "é"), Pair("empty", ""), Pair("team", "north")));
  EXPECT_EQ(list(owner, owner.partner_arn())->resource_arn.str(), owner.partner_arn());
}

TEST_F(TagsTest, AreAnEmptyListWhenThereAreNone) {
  auto outcome = list(owner, owner.partner_arn());

  ASSERT_ANSWERED(outcome);
  EXPECT_THAT(outcome.body, testing::HasSubstr(R"("Tags":[])"));
}

TEST_F(TagsTest, GetANewValueUnderAKnownKey) {
  tag(owner, owner.partner_arn(), {{"team", "north"}, {"cost", "1"}});

  ASSERT_ANSWERED(tag(owner, owner.partner_arn(), {{"team", "south"}}));

  EXPECT_THAT(tags_of(owner, owner.partner_arn()),
              ElementsAre(Pair("cost", "1"), Pair("team", "south")));
}

TEST_F(TagsTest, AreTakenOffByKey) {
  tag(owner, owner.partner_arn(), {{"team", "north"}, {"cost", "1"}});

  auto removed = untag(owner, owner.partner_arn(), {"team", "team", "never there"});

  ASSERT_ANSWERED(removed);
  EXPECT_EQ(removed.body, "");
  EXPECT_THAT(tags_of(owner, owner.partner_arn()), ElementsAre(Pair("cost", "1")));
}

TEST_F(TagsTest, BelongToOneCatalog) {
  std::string in_sandbox = owner.partner_arn(domain::CatalogId::Sandbox);

  ASSERT_ANSWERED(tag(owner, in_sandbox, {{"stage", "test"}}));

  EXPECT_THAT(tags_of(owner, in_sandbox), ElementsAre(Pair("stage", "test")));
  EXPECT_THAT(tags_of(owner, owner.partner_arn()), IsEmpty());
}

TEST_F(TagsTest, OutliveARestart) {
  tag(owner, owner.partner_arn(), {{"team", "north"}});

  api.restart();

  EXPECT_THAT(tags_of(owner, owner.partner_arn()), ElementsAre(Pair("team", "north")));
}

TEST_F(TagsTest, AreTheirOwnersAlone) {
  auto stranger = api.stranger("333333333333");
  for (const Party& by : {other, stranger}) {
    EXPECT_REFUSED(tag(by, owner.partner_arn(), {{"a", "b"}}), "ResourceNotFoundException",
                   "PARTNER_NOT_FOUND");
    EXPECT_REFUSED(untag(by, owner.partner_arn(), {"a"}), "ResourceNotFoundException",
                   "PARTNER_NOT_FOUND");
    EXPECT_REFUSED(list(by, owner.partner_arn()), "ResourceNotFoundException", "PARTNER_NOT_FOUND");
  }
}

TEST_F(TagsTest, NeedAnArnWhoseEveryPartIsRight) {
  std::string arn = owner.partner_arn();
  for (const auto& [part, instead] : {std::pair{"arn:aws:", "arn:aws-cn:"},
                                      {"us-east-1", "eu-west-1"},
                                      {"111111111111", "222222222222"},
                                      {"partner/partner-2", "partner/partner-3"}}) {
    std::string wrong = arn;
    wrong.replace(wrong.find(part), std::string_view(part).size(), instead);
    EXPECT_REFUSED(list(owner, wrong), "ResourceNotFoundException", "PARTNER_NOT_FOUND");
  }
}

TEST_F(TagsTest, AreForPartnersOnly) {
  std::string start = "arn:aws:partnercentral:us-east-1:111111111111:catalog/";
  for (const std::string& arn :
       {start + "AWS/" + owner.partner_id().str(), start + "AWS/connection/pac-2222222222222",
        start + "Moon/partner/" + owner.partner_id().str(),
        start + "aws/partner/" + owner.partner_id().str()})
    for (const auto& refused :
         {list(owner, arn).body, tag(owner, arn, {{"a", "b"}}).body, untag(owner, arn, {"a"}).body})
      EXPECT_THAT(field_errors(refused),
                  ElementsAre(Pair("ResourceArn", FieldValidationCode::INVALID_VALUE)))
          << arn;
}

TEST_F(TagsTest, RefuseKeysOfAwsAndKeysTwiceAllAtOnce) {
  auto outcome = tag(owner, owner.partner_arn(),
                     {{"aws:a", "1"}, {"fine", "1"}, {"AwS:b", "1"}, {"fine", "2"}, {"aws", "1"}});

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(field_errors(outcome.body),
              ElementsAre(Pair("Tags[0].Key", FieldValidationCode::ACTION_NOT_PERMITTED),
                          Pair("Tags[2].Key", FieldValidationCode::ACTION_NOT_PERMITTED),
                          Pair("Tags[3].Key", FieldValidationCode::DUPLICATE_VALUE)));
  EXPECT_THAT(tags_of(owner, owner.partner_arn()), IsEmpty());
}

TEST_F(TagsTest, KeepKeysOfAwsOn) {
  auto outcome = untag(owner, owner.partner_arn(), {"fine", "AWS:a"});

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(field_errors(outcome.body),
              ElementsAre(Pair("TagKeys[1]", FieldValidationCode::ACTION_NOT_PERMITTED)));
}

TEST_F(TagsTest, AreFiftyAtMost) {
  ASSERT_ANSWERED(tag(owner, owner.partner_arn(), numbered(1, 50)));
  EXPECT_TRUE(tag(owner, owner.partner_arn(), numbered(41, 50))) << "no new key";

  auto outcome = tag(owner, owner.partner_arn(), numbered(50, 51));

  EXPECT_REFUSED(outcome, "ValidationException", "REQUEST_VALIDATION_FAILED");
  EXPECT_THAT(field_errors(outcome.body),
              ElementsAre(Pair("Tags", FieldValidationCode::TOO_MANY_VALUES)));
  EXPECT_EQ(tags_of(owner, owner.partner_arn()).size(), 50U);
}

}  // namespace
}  // namespace amity::account
