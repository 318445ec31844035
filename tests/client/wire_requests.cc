// Prints what the client would send: wire_test.py compares it with what boto3 sends.
//
//   wire-requests ENDPOINT TIME ACCESS_KEY_ID SECRET_ACCESS_KEY SESSION_TOKEN
//
// Reads two lines for each request, the operation's name and a JSON body. Writes two lines of JSON
// for it: the request with this very body, and the one that the client makes of structures.
#include "account/model/operations.h"
#include "client/account/api.h"
#include "client/account/client.h"
#include "client/call/caller.h"
#include "client/call/json_body.h"
#include "client/transport/fake_transport.h"
#include "protocol/shape/encode.h"

#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace amity {
namespace {

using account::Client;

class OneKey : public client::CredentialsProvider {
 public:
  explicit OneKey(client::Credentials credentials) : credentials_(std::move(credentials)) {}
  std::optional<client::Credentials> fetch(std::stop_token) override { return credentials_; }

 private:
  client::Credentials credentials_;
};

template <auto Method, class Request, class Response>
void send_as(const Client& client, const std::string& body,
             client::Call<Response> (Client::Async::*)(const Request&, const client::CallOptions&)
                 const) {
  Request request;
  if (!client::decode_body(body, shape::type_of<Request>(), &request))
    throw std::invalid_argument("no such request: " + body);
  static_cast<void>((client.async.*Method)(request, {}).get());
}

template <auto Method>
void send(const Client& client, const std::string& body) {
  send_as<Method>(client, body, Method);
}

const std::map<std::string_view, void (*)(const Client& client, const std::string& body)> kMethods{
    {"AcceptConnectionInvitation", &send<&Client::Async::accept_connection_invitation>},
    {"AssociateAwsTrainingCertificationEmailDomain",
     &send<&Client::Async::associate_aws_training_certification_email_domain>},
    {"CancelConnection", &send<&Client::Async::cancel_connection>},
    {"CancelConnectionInvitation", &send<&Client::Async::cancel_connection_invitation>},
    {"CancelProfileUpdateTask", &send<&Client::Async::cancel_profile_update_task>},
    {"CreateConnectionInvitation", &send<&Client::Async::create_connection_invitation>},
    {"CreatePartner", &send<&Client::Async::create_partner>},
    {"DisassociateAwsTrainingCertificationEmailDomain",
     &send<&Client::Async::disassociate_aws_training_certification_email_domain>},
    {"GetAllianceLeadContact", &send<&Client::Async::get_alliance_lead_contact>},
    {"GetConnection", &send<&Client::Async::get_connection>},
    {"GetConnectionInvitation", &send<&Client::Async::get_connection_invitation>},
    {"GetConnectionPreferences", &send<&Client::Async::get_connection_preferences>},
    {"GetPartner", &send<&Client::Async::get_partner>},
    {"GetProfileUpdateTask", &send<&Client::Async::get_profile_update_task>},
    {"GetProfileVisibility", &send<&Client::Async::get_profile_visibility>},
    {"GetQualificationsAssociationDetails",
     &send<&Client::Async::get_qualifications_association_details>},
    {"GetQualificationsAssociationTask",
     &send<&Client::Async::get_qualifications_association_task>},
    {"GetQualificationsDisassociationTask",
     &send<&Client::Async::get_qualifications_disassociation_task>},
    {"GetVerification", &send<&Client::Async::get_verification>},
    {"ListConnectionInvitations", &send<&Client::Async::list_connection_invitations>},
    {"ListConnections", &send<&Client::Async::list_connections>},
    {"ListPartners", &send<&Client::Async::list_partners>},
    {"ListTagsForResource", &send<&Client::Async::list_tags_for_resource>},
    {"PutAllianceLeadContact", &send<&Client::Async::put_alliance_lead_contact>},
    {"PutProfileVisibility", &send<&Client::Async::put_profile_visibility>},
    {"RejectConnectionInvitation", &send<&Client::Async::reject_connection_invitation>},
    {"SendEmailVerificationCode", &send<&Client::Async::send_email_verification_code>},
    {"StartProfileUpdateTask", &send<&Client::Async::start_profile_update_task>},
    {"StartQualificationsAssociationTask",
     &send<&Client::Async::start_qualifications_association_task>},
    {"StartQualificationsDisassociationTask",
     &send<&Client::Async::start_qualifications_disassociation_task>},
    {"StartVerification", &send<&Client::Async::start_verification>},
    {"TagResource", &send<&Client::Async::tag_resource>},
    {"UntagResource", &send<&Client::Async::untag_resource>},
    {"UpdateConnectionPreferences", &send<&Client::Async::update_connection_preferences>},
};

void print(const client::HttpRequest& request) {
  std::string line = "{\"method\":\"POST\",\"url\":";
  shape::append_json_string(request.url, line);
  line += ",\"body\":";
  shape::append_json_string(request.body, line);
  line += ",\"headers\":{";
  for (const auto& [name, value] : request.headers) {
    if (!line.ends_with('{')) line += ',';
    shape::append_json_string(name, line);
    line += ':';
    shape::append_json_string(value, line);
  }
  std::cout << line << "}}\n";
}

void run(const std::string& endpoint, std::string_view time, client::Credentials credentials) {
  auto transport = std::make_shared<client::FakeTransport>();
  transport->answer_others([](const auto&) { return client::json_answer(200, "{}"); });
  client::Config config;
  config.settings.endpoint_url = endpoint;
  config.settings.region = "us-east-1";
  config.credentials = std::make_shared<OneKey>(std::move(credentials));
  config.environment = [](const std::string&) { return std::string(); };
  config.clock = [now = parse_iso8601(time).value()] { return now; };
  config.transport = transport;
  const client::Caller caller(account::api(), config);
  const Client client(config);

  for (std::string name, body; std::getline(std::cin, name) && std::getline(std::cin, body);) {
    static_cast<void>(caller.call(*account::find_operation(name), body));
    print(transport->requests().back());
    kMethods.at(name)(client, body);
    print(transport->requests().back());
  }
}

}  // namespace
}  // namespace amity

int main(int count, char** words) {
  if (count != 6) return 2;
  amity::run(words[1], words[2],
             {.access_key_id = words[3], .secret_access_key = words[4], .session_token = words[5]});
}
