// Holds the tables of this room against the public model, in both directions. To take a new
// revision of the API, raise botocore in tests/requirements.txt, run this, and write what it lists.
#include "account/model/operations.h"

#include <boost/pfr/tuple_size.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <sstream>

namespace amity::account {
namespace {

using shape::Field;
using shape::Kind;
using shape::Operation;
using shape::Type;
using simdjson::dom::element;
using testing::Contains;
using testing::IsEmpty;

// A member that a table forgets is found by counting; the compiler names the structure.
template <class Structure>
struct Counted {
  static_assert(boost::pfr::tuple_size_v<Structure> == Structure::members().rows.size(),
                "the structure has a member that its table lacks");
  static std::string name() { return std::string(shape::type_of<Structure>().name); }
};

template <class... Structures>
struct StructureList {
  static std::set<std::string> names() { return {Counted<Structures>::name()...}; }
};
using AllStructures = StructureList<
    AcceptConnectionInvitationRequest, AcceptConnectionInvitationResponse, AccessDeniedException,
    AccountSummary, AllianceLeadContact, AllianceLeadContactDetails,
    AssociateAwsTrainingCertificationEmailDomainRequest,
    AssociateAwsTrainingCertificationEmailDomainResponse, BusinessValidationError,
    BusinessVerificationDetails, BusinessVerificationResponse, CancelConnectionInvitationRequest,
    CancelConnectionRequest, CancelProfileUpdateTaskRequest, ConflictException, Connection,
    ConnectionInvitationDetails, ConnectionInvitationSummary, ConnectionPreferences,
    ConnectionSummary, ConnectionTypeDetail, ConnectionTypeSummary,
    CreateConnectionInvitationRequest, CreatePartnerRequest, CreatePartnerResponse,
    DisassociateAwsTrainingCertificationEmailDomainRequest,
    DisassociateAwsTrainingCertificationEmailDomainResponse, ErrorDetail, FieldValidationError,
    GetAllianceLeadContactRequest, GetConnectionInvitationRequest, GetConnectionPreferencesRequest,
    GetConnectionRequest, GetPartnerRequest, GetPartnerResponse, GetProfileUpdateTaskRequest,
    GetProfileVisibilityRequest, GetQualificationsAssociationDetailsRequest,
    GetQualificationsAssociationDetailsResponse, GetQualificationsAssociationTaskRequest,
    GetQualificationsAssociationTaskResponse, GetQualificationsDisassociationTaskRequest,
    GetQualificationsDisassociationTaskResponse, GetVerificationRequest, Headquarters,
    InternalServerException, ListConnectionInvitationsRequest, ListConnectionInvitationsResponse,
    ListConnectionsRequest, ListConnectionsResponse, ListPartnersRequest, ListPartnersResponse,
    ListTagsForResourceRequest, ListTagsForResourceResponse, LocalizedContent, Participant,
    PartnerDomain, PartnerProfile, PartnerProfileSummary, PartnerSummary, ProfileUpdateTaskDetails,
    ProfileVisibilityDetails, PutAllianceLeadContactRequest, PutProfileVisibilityRequest,
    QualificationsAssociationPartner, RegistrantVerificationDetails, RegistrantVerificationResponse,
    RejectConnectionInvitationRequest, ResourceNotFoundException, SellerProfileSummary,
    SendEmailVerificationCodeRequest, SendEmailVerificationCodeResponse,
    ServiceQuotaExceededException, StartProfileUpdateTaskRequest,
    StartQualificationsAssociationTaskRequest, StartQualificationsAssociationTaskResponse,
    StartQualificationsDisassociationTaskRequest, StartQualificationsDisassociationTaskResponse,
    StartVerificationRequest, Tag, TagResourceRequest, TagResourceResponse, TaskDetails,
    ThrottlingException, UntagResourceRequest, UntagResourceResponse,
    UpdateConnectionPreferencesRequest, ValidationError, ValidationException, VerificationDetails,
    VerificationProgress, VerificationResponseDetails>;

// The exceptions, in the order of ErrorCode.
const Type& (*const exceptions[])() = {
    &shape::type_of<ResourceNotFoundException>,     &shape::type_of<AccessDeniedException>,
    &shape::type_of<ThrottlingException>,           &shape::type_of<ConflictException>,
    &shape::type_of<ValidationException>,           &shape::type_of<InternalServerException>,
    &shape::type_of<ServiceQuotaExceededException>,
};

// The public names that share a type with another.
#define NAMED(name) \
  { #name, &shape::type_of < name> }
const std::map<std::string_view, const Type& (*)()> shared_types = {
    NAMED(CancelConnectionInvitationResponse),
    NAMED(CancelConnectionInvitationResponseInvitationMessageString),
    NAMED(CancelConnectionRequestReasonString),
    NAMED(CancelConnectionResponse),
    NAMED(CancelProfileUpdateTaskResponse),
    NAMED(CreateConnectionInvitationRequestMessageString),
    NAMED(CreateConnectionInvitationResponse),
    NAMED(CreateConnectionInvitationResponseInvitationMessageString),
    NAMED(GetAllianceLeadContactResponse),
    NAMED(GetConnectionInvitationResponse),
    NAMED(GetConnectionInvitationResponseInvitationMessageString),
    NAMED(GetConnectionPreferencesResponse),
    NAMED(GetConnectionResponse),
    NAMED(GetProfileUpdateTaskResponse),
    NAMED(GetProfileVisibilityResponse),
    NAMED(GetVerificationResponse),
    NAMED(ListConnectionInvitationsRequestOtherParticipantIdentifiersList),
    NAMED(ListConnectionsRequestOtherParticipantIdentifiersList),
    NAMED(LocalizedContentDescriptionString),
    NAMED(PartnerProfileDescriptionString),
    NAMED(PutAllianceLeadContactResponse),
    NAMED(PutProfileVisibilityResponse),
    NAMED(RejectConnectionInvitationRequestReasonString),
    NAMED(RejectConnectionInvitationResponse),
    NAMED(RejectConnectionInvitationResponseInvitationMessageString),
    NAMED(StartProfileUpdateTaskResponse),
    NAMED(StartVerificationResponse),
    NAMED(TaskDetailsDescriptionString),
    NAMED(UpdateConnectionPreferencesRequestExcludedParticipantIdentifiersList),
    NAMED(UpdateConnectionPreferencesResponse),
};
#undef NAMED

// Where the public model lies; empty when it is nowhere.
std::filesystem::path public_model_file() {
  if (const char* named = std::getenv("AMITY_PUBLIC_MODEL")) return named;
  const std::filesystem::path inside = "partnercentral-account/2025-04-04/service-2.json";
  std::error_code none;
  for (const auto& python :
       std::filesystem::directory_iterator(AMITY_SOURCE_DIR "/.venv/lib", none)) {
    auto file = python.path() / "site-packages/botocore/data" / inside;
    if (exists(file)) return file;
  }
  auto shared = std::filesystem::path(AMITY_SHARED_DIR) / "api" / inside;
  return exists(shared) ? shared : std::filesystem::path();
}

std::string contents_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Walks both models side by side and writes down where they differ.
class Comparison {
 public:
  explicit Comparison(const std::string& json) : model_(parser_.parse(json).value()) {
    compare_service();
    compare_errors();
    compare_operations();
    for (auto [name, shape] : object(model_, "shapes"))
      if (!seen_.contains(std::string(name))) differ(name, "is missing");
  }

  const std::vector<std::string>& differences() const { return differences_; }
  const std::set<std::string>& structures() const { return structures_; }

 private:
  // Members of the JSON; absent ones count as empty, false or the given value.
  static simdjson::dom::object object(const element& in, std::string_view name) {
    return in[name].get_object().value();
  }
  static simdjson::dom::object object(const element& of) { return of.get_object().value(); }
  static simdjson::dom::array array(const element& in, std::string_view name) {
    simdjson::dom::array items;
    static simdjson::dom::parser parser;
    static const element empty = parser.parse(std::string_view("[]")).value();
    return in[name].get(items) == simdjson::SUCCESS ? items : empty.get_array().value();
  }
  static std::string text(const element& in, std::string_view name) {
    std::string_view value;
    return in[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
  }
  static bool flag(const element& in, std::string_view name) {
    bool value = false;
    return in[name].get(value) == simdjson::SUCCESS && value;
  }
  template <class Number>
  static Number number(const element& in, std::string_view name, Number absent) {
    std::int64_t value = 0;
    return in[name].get(value) == simdjson::SUCCESS ? static_cast<Number>(value) : absent;
  }

  void differ(std::string_view where, const std::string& how) {
    differences_.push_back(std::string(where) + ": " + how);
  }
  template <class Value>
  void expect(std::string_view where, std::string_view what, const Value& ours,
              const Value& theirs) {
    if (ours == theirs) return;
    std::ostringstream how;
    how << what << " is " << ours << " here, " << theirs << " there";
    differ(where, how.str());
  }

  void compare_service() {
    element metadata = model_["metadata"].value();
    expect("service", "api version", std::string(api_version), text(metadata, "apiVersion"));
    expect("service", "signing name", std::string(signing_name), text(metadata, "signingName"));
    expect("service", "target prefix", std::string(target_prefix), text(metadata, "targetPrefix"));
    expect("service", "protocol", std::string("json 1.0"),
           text(metadata, "protocol") + ' ' + text(metadata, "jsonVersion"));
  }

  void compare_errors() {
    for (std::size_t i = 0; i < std::size(exceptions); ++i) {
      const shape::ErrorKind& kind = error_kinds[i];
      element theirs;
      if (model_["shapes"][kind.name].get(theirs) != simdjson::SUCCESS) {
        differ(kind.name, "is not in the public model");
        continue;
      }
      expect(kind.name, "exception", true, flag(theirs, "exception"));
      expect(kind.name, "server fault", kind.server_fault, flag(theirs, "fault"));
      element retryable;
      expect(kind.name, "retryable", kind.retryable,
             theirs["retryable"].get(retryable) == simdjson::SUCCESS);
      compare(kind.name, exceptions[i]());
    }
  }

  void compare_operations() {
    std::vector<std::string> ours;
    std::vector<std::string> theirs;
    for (const Operation& row : operations) ours.emplace_back(row.name);
    for (auto [name, operation] : object(model_, "operations")) {
      theirs.emplace_back(name);
      if (const Operation* row = find_operation(name)) compare(*row, operation);
    }
    std::sort(theirs.begin(), theirs.end());
    compare_names("service", "operation", ours, theirs);
  }

  void compare(const Operation& ours, const element& theirs) {
    expect(ours.name, "reading", ours.access == shape::Access::read, flag(theirs, "readonly"));
    compare(text(theirs["input"].value(), "shape"), ours.request());
    compare(text(theirs["output"].value(), "shape"), ours.response());
    std::uint32_t errors = 0;
    for (element error : array(theirs, "errors")) {
      std::string name = text(error, "shape");
      auto kind = std::find_if(std::begin(error_kinds), std::end(error_kinds),
                               [&](const auto& k) { return k.name == name; });
      if (kind == std::end(error_kinds))
        differ(ours.name, "may answer " + name);
      else
        errors |= 1U << (kind - std::begin(error_kinds));
    }
    for (std::size_t i = 0; i < std::size(error_kinds); ++i)
      expect(ours.name, error_kinds[i].name, (ours.errors >> i & 1U) != 0, (errors >> i & 1U) != 0);
  }

  // Our description of a type beside the public shape of that name, and all they consist of.
  void compare(std::string_view public_name, const Type& ours) {
    const std::string name(public_name);
    auto shared = shared_types.find(name);
    if (shared != shared_types.end())
      expect(name, "type", ours.name, shared->second().name);
    else
      expect(name, "type", ours.name, public_name);
    if (!seen_.insert(name).second) return;

    element theirs;
    if (model_["shapes"][name].get(theirs) != simdjson::SUCCESS)
      return differ(name, "is not in the public model");
    compare_traits(name, theirs);
    expect(name, "kind", kind_name(ours), kind_name(theirs));
    if (kind_name(ours) == kind_name(theirs)) compare_inside(name, ours, theirs);
  }

  void compare_inside(const std::string& name, const Type& ours, const element& theirs) {
    switch (ours.kind) {
      case Kind::text:
        expect(name, "min", ours.text.min, number<std::size_t>(theirs, "min", 0));
        expect(name, "max", ours.text.max, number(theirs, "max", unbounded));
        expect(name, "pattern", std::string(ours.text.pattern), re2_pattern(theirs));
        expect(name, "sensitive", ours.text.sensitive, flag(theirs, "sensitive"));
        break;
      case Kind::enumeration: {
        // What a newer service adds must not be lost in a client.
        EXPECT_NE(ours.other_set, nullptr) << name << " is not shape::Open";
        std::vector<std::string> values;
        for (element value : array(theirs, "enum")) values.emplace_back(value.get_string().value());
        compare_names(name, "value", {ours.names.begin(), ours.names.end()}, values);
        break;
      }
      case Kind::integer:
      case Kind::long_integer: {
        using Limits = std::numeric_limits<std::int64_t>;
        expect(name, "min", ours.number.min, number(theirs, "min", Limits::min()));
        expect(name, "max", ours.number.max, number(theirs, "max", Limits::max()));
        break;
      }
      case Kind::list:
        expect(name, "min", ours.list.min, number<std::size_t>(theirs, "min", 0));
        expect(name, "max", ours.list.max, number(theirs, "max", unbounded));
        compare(text(theirs["member"].value(), "shape"), ours.element());
        break;
      case Kind::map:
        compare(text(theirs["key"].value(), "shape"), ours.map_key());
        compare(text(theirs["value"].value(), "shape"), ours.map_value());
        break;
      case Kind::structure:
      case Kind::union_:
        structures_.emplace(ours.name);
        compare_members(name, ours, theirs);
        break;
      case Kind::timestamp:
      case Kind::boolean:
        break;  // the kind says it all
    }
  }

  void compare_members(const std::string& name, const Type& ours, const element& theirs) {
    std::set<std::string> required;
    for (element member : array(theirs, "required")) required.emplace(member.get_string().value());
    std::vector<std::string> our_names;
    std::vector<std::string> their_names;
    for (const Field& field : ours.fields) our_names.emplace_back(field.name);
    for (auto [key, member] : object(theirs, "members")) {
      their_names.emplace_back(key);
      auto field = std::find_if(ours.fields.begin(), ours.fields.end(),
                                [key = key](const Field& f) { return f.name == key; });
      if (field == ours.fields.end()) continue;
      std::string where = name + '.' + std::string(key);
      expect(where, "required", field->required, required.contains(std::string(key)));
      expect(where, "idempotency token", field->idempotency_token,
             flag(member, "idempotencyToken"));
      EXPECT_THAT(std::string(field->doc), testing::EndsWith(".")) << where;
      compare(text(member, "shape"), field->type());
    }
    compare_names(name, "member", our_names, their_names);
  }

  void compare_names(std::string_view where, const std::string& what,
                     const std::vector<std::string>& ours, const std::vector<std::string>& theirs) {
    for (const auto& name : theirs)
      if (std::find(ours.begin(), ours.end(), name) == ours.end())
        differ(where, what + ' ' + name + " is missing");
    for (const auto& name : ours)
      if (std::find(theirs.begin(), theirs.end(), name) == theirs.end())
        differ(where, what + ' ' + name + " is not in the public model");
    if (std::is_permutation(ours.begin(), ours.end(), theirs.begin(), theirs.end()) &&
        ours != theirs)
      differ(where, what + "s are in another order");
  }

  // A trait that nothing here compares would go by unseen.
  void compare_traits(std::string_view name, const element& theirs) {
    static const std::set<std::string_view> known = {
        "type",  "documentation", "min",       "max",   "pattern", "sensitive",
        "enum",  "member",        "key",       "value", "members", "required",
        "union", "exception",     "retryable", "fault", "box",     "timestampFormat"};
    for (auto [trait, value] : object(theirs))
      if (!known.contains(trait)) differ(name, "trait " + std::string(trait) + " is new");
    static const std::set<std::string_view> known_of_member = {"shape", "documentation",
                                                               "idempotencyToken"};
    simdjson::dom::object members;
    if (theirs["members"].get(members) != simdjson::SUCCESS) return;
    for (auto [key, member] : members)
      for (auto [trait, value] : object(member))
        if (!known_of_member.contains(trait))
          differ(name, std::string(key) + ": trait " + std::string(trait) + " is new");
  }

  static std::string kind_name(const Type& type) {
    switch (type.kind) {
      case Kind::boolean:
        return "boolean";
      case Kind::text:
        return "string";
      case Kind::enumeration:
        return "enum";
      case Kind::integer:
        return "integer";
      case Kind::long_integer:
        return "long";
      case Kind::timestamp:
        return "timestamp iso8601";
      case Kind::list:
        return "list";
      case Kind::map:
        return "map";
      case Kind::structure:
        return "structure";
      case Kind::union_:
        return "union";
    }
    return {};
  }
  static std::string kind_name(const element& shape) {
    std::string type = text(shape, "type");
    element values;
    if (type == "string" && shape["enum"].get(values) == simdjson::SUCCESS) return "enum";
    if (type == "structure" && flag(shape, "union")) return "union";
    if (type == "timestamp") return type + ' ' + text(shape, "timestampFormat");
    return type;
  }

  // The public pattern as RE2 writes it: \u0020 is \x{0020}.
  static std::string re2_pattern(const element& shape) {
    std::string pattern = text(shape, "pattern");
    for (auto at = pattern.find("\\u"); at != std::string::npos; at = pattern.find("\\u", at))
      pattern.replace(at, 6, "\\x{" + pattern.substr(at + 2, 4) + '}');
    return pattern;
  }

  static constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();

  simdjson::dom::parser parser_;
  element model_;
  std::set<std::string> seen_;
  std::set<std::string> structures_;
  std::vector<std::string> differences_;
};

class PublicModel : public testing::Test {
 protected:
  void SetUp() override {
    auto file = public_model_file();
    if (file.empty()) GTEST_SKIP() << "no public model: run scripts/install-clients";
    simdjson::dom::parser parser;
    json_ = simdjson::minify(parser.parse(contents_of(file)).value());  // one spelling for all
  }

  std::string json_;
};

TEST_F(PublicModel, SaysWhatOursSays) {
  Comparison comparison(json_);
  EXPECT_THAT(comparison.differences(), IsEmpty());
  EXPECT_EQ(comparison.structures(), AllStructures::names());
}

// One place where the public model might come to say something else.
struct Change {
  const char* name;
  std::string within;  // found first
  std::string is;      // then this after it
  std::string becomes;
  std::string noticed;
};

const Change changes[] = {
    {"NewMember", R"("AccountSummary":{"type")", R"("Name":{"shape")",
     R"("Kind":{"shape":"String"},"Name":{"shape")", "AccountSummary: member Kind is missing"},
    {"MemberGone", R"("Tag":{"type")", R"(,"Value":{"shape":"TagValue")",
     R"(},"former":{"Value":{"shape":"TagValue")", "Tag: member Value is not in the public model"},
    {"NotRequired", R"("AccountSummary":{"type")", R"(["Name"])", "[]",
     "AccountSummary.Name: required is 1 here, 0 there"},
    {"NoToken", R"("CancelConnectionRequest":{"type")", R"("idempotencyToken":true)",
     R"("idempotencyToken":false)",
     "CancelConnectionRequest.ClientToken: idempotency token is 1 here, 0 there"},
    {"OtherType", R"("SellerProfileSummary":{"type")", R"("SellerProfileId")", R"("AwsAccountId")",
     "AwsAccountId: type is SellerProfileId here, AwsAccountId there"},
    {"Min", R"("CountryCode":{"type")", R"("min":2)", R"("min":1)",
     "CountryCode: min is 2 here, 1 there"},
    {"Max", R"("CountryCode":{"type")", R"("max":2)", R"("max":3)",
     "CountryCode: max is 2 here, 3 there"},
    {"Pattern", R"("ConnectionId":{"type")", "pac-", "con-",
     "ConnectionId: pattern is pac-[A-Za-z0-9]{13} here, con-[A-Za-z0-9]{13} there"},
    {"Sensitive", R"("LegalName":{"type")", R"("sensitive":true)", R"("sensitive":false)",
     "LegalName: sensitive is 1 here, 0 there"},
    {"NewValue", R"("ConnectionType":{"type")", R"("SUBSIDIARY")", R"("SUBSIDIARY","RESALE")",
     "ConnectionType: value RESALE is missing"},
    {"OrderOfValues", R"("ConnectionTypeStatus":{"type")", R"("ACTIVE","CANCELED")",
     R"("CANCELED","ACTIVE")", "ConnectionTypeStatus: values are in another order"},
    {"NoUnion", R"("Participant":{"type")", R"("union":true)", R"("union":false)",
     "Participant: kind is union here, structure there"},
    {"TimestampFormat", R"("DateTime":{"type")", "iso8601", "unixTimestamp",
     "DateTime: kind is timestamp iso8601 here, timestamp unixTimestamp there"},
    {"Range", R"("MaxResults":{"type")", R"("max":100)", R"("max":50)",
     "MaxResults: max is 100 here, 50 there"},
    {"Items", R"("TagKeyList":{"type")", R"("max":50)", R"("max":49)",
     "TagKeyList: max is 50 here, 49 there"},
    {"NewTrait", R"("TagValue":{"type")", R"("max")", R"("secret":true,"max")",
     "TagValue: trait secret is new"},
    {"NewShape", R"("shapes":)", "{", R"({"Extra":{"type":"string"},)", "Extra: is missing"},
    {"NewOperation", R"("operations":)", "{", R"({"DeletePartner":{"name":"DeletePartner"},)",
     "service: operation DeletePartner is missing"},
    {"OperationGone", R"("operations":)", R"("GetPartner":)", R"("ShowPartner":)",
     "service: operation GetPartner is not in the public model"},
    {"ErrorGone", R"("GetPartner":{"name")", R"({"shape":"ThrottlingException"},)", "",
     "GetPartner: ThrottlingException is 1 here, 0 there"},
    {"NewError", R"("GetPartner":{"name")", R"({"shape":"ThrottlingException"},)",
     R"({"shape":"ThrottlingException"},{"shape":"ConflictException"},)",
     "GetPartner: ConflictException is 0 here, 1 there"},
    {"Writes", R"("GetPartner":{"name")", R"("readonly":true)", R"("readonly":false)",
     "GetPartner: reading is 1 here, 0 there"},
    {"ErrorNotRetryable", R"("ThrottlingException":{"type")", R"("retryable":)", R"("former":)",
     "ThrottlingException: retryable is 1 here, 0 there"},
};

class ChangedPublicModel : public PublicModel, public testing::WithParamInterface<Change> {};

// The comparison above would be worth nothing if it could not fail.
TEST_P(ChangedPublicModel, IsNoticed) {
  const Change& change = GetParam();
  std::size_t at = json_.find(change.within);
  ASSERT_NE(at, std::string::npos);
  at = json_.find(change.is, at);
  ASSERT_NE(at, std::string::npos);

  std::string changed = json_;
  changed.replace(at, change.is.size(), change.becomes);

  EXPECT_THAT(Comparison(changed).differences(), Contains(change.noticed));
}

INSTANTIATE_TEST_SUITE_P(Everywhere, ChangedPublicModel, testing::ValuesIn(changes),
                         [](const auto& row) { return row.param.name; });

// The Smithy model marks these lists uniqueItems; botocore's form of the model has lost the mark.
TEST(ParticipantLists, HoldNothingTwice) {
  EXPECT_TRUE(OtherParticipantIdentifierList::limits.unique);
  EXPECT_TRUE(ExcludedParticipantIdentifierList::limits.unique);
  EXPECT_TRUE(ParticipantIdentifierList::limits.unique);
}

}  // namespace
}  // namespace amity::account
