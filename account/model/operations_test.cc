#include "account/model/operations.h"

#include <gtest/gtest.h>

namespace amity::account {
namespace {

TEST(Operations, AreFoundByTheirNames) {
  for (const auto& row : operations) {
    EXPECT_EQ(find_operation(row.name), &row);
    EXPECT_EQ(find_operation(std::string(row.name) + "s"), nullptr);
    EXPECT_EQ(find_operation(row.name.substr(1)), nullptr);
  }
  EXPECT_EQ(find_operation(""), nullptr);
  EXPECT_EQ(find_operation("getpartner"), nullptr);
  EXPECT_EQ(find_operation("Zzz"), nullptr);
}

TEST(Operations, StandAtTheirIds) {
  EXPECT_EQ(operation(OperationId::AcceptConnectionInvitation).name, "AcceptConnectionInvitation");
  EXPECT_EQ(operation(OperationId::RejectConnectionInvitation).name, "RejectConnectionInvitation");
  EXPECT_EQ(operation(OperationId::UpdateConnectionPreferences).name,
            "UpdateConnectionPreferences");
  EXPECT_EQ(id_of(operation(OperationId::GetPartner)), OperationId::GetPartner);
}

std::string_view identifier_of(Resource resource) {
  switch (resource) {
    case Resource::none:
      return "";
    case Resource::partner:
      return "PartnerIdentifier";
    case Resource::connection_invitation:
      return "ConnectionInvitationId";
    case Resource::connection:
      return "ConnectionId";
    case Resource::tagged:
    case Resource::none_but_tags:
      return "TaggableResourceArn";
  }
  return {};
}

// A policy names a resource only where the request does.
TEST(Operations, NameAResourceThatTheirRequestHas) {
  for (const auto& row : operations) {
    auto resource = static_cast<Resource>(row.resource);
    bool tagged = resource == Resource::tagged || resource == Resource::none_but_tags;
    std::string_view member = tagged ? "ResourceArn" : "Identifier";
    std::string_view type;
    for (const auto& field : row.request().fields)
      if (field.name == member) type = field.type().name;

    EXPECT_EQ(type, identifier_of(resource)) << row.name;
  }
}

}  // namespace
}  // namespace amity::account
