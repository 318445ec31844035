#include "protocol/smtp/client.h"

#include "protocol/curl/handle.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace amity::smtp {
namespace {

// The port that a server usually has for it.
std::uint16_t usual_port(Security security) {
  switch (security) {
    case Security::none:
      return 25;
    case Security::starttls:
      return 587;
    case Security::tls:
      return 465;
  }
  return 25;
}

// The bytes of a mail that are still to be sent.
struct Upload {
  std::string_view rest;
  bool begun = false;  // the server has said that it waits for them
};

std::size_t read_upload(char* out, std::size_t size, std::size_t count, void* context) {
  auto& upload = *static_cast<Upload*>(context);
  upload.begun = true;
  std::size_t taken = std::min(size * count, upload.rest.size());
  std::memcpy(out, upload.rest.data(), taken);
  upload.rest.remove_prefix(taken);
  return taken;
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// What a failure means for the mail. Replies of the server count only where they were about the
// mail: after the greeting, the encryption and the login.
Outcome outcome_of(CURLcode code, long reply, bool upload_begun) {
  bool about_the_mail = code == CURLE_SEND_ERROR || upload_begun;
  if (!about_the_mail || reply < 400) return Outcome::unreachable;
  // The server ends the session, or wants a login that we do not have: whatever the mail.
  if (reply == 421 || reply == 530) return Outcome::unreachable;
  return reply >= 500 ? Outcome::refused : Outcome::later;
}

}  // namespace

;

Client::Client(Server server)
    : server_(std::move(server)), curl_(std::make_unique<curl::Handle>()) {
  CURL* curl = curl_->get();
  bool brackets = server_.host.find(':') != std::string::npos;  // an IPv6 address
  std::string url = server_.security == Security::tls ? "smtps://" : "smtp://";
  url += brackets ? '[' + server_.host + ']' : server_.host;
  url += ':' + std::to_string(server_.port != 0 ? server_.port : usual_port(server_.security));
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   server_.security == Security::none ? CURLUSESSL_NONE : CURLUSESSL_ALL);
  if (!server_.authorities.empty())
    curl_easy_setopt(curl, CURLOPT_CAINFO, server_.authorities.c_str());
  if (!server_.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server_.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server_.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_PROXY, "");     // not even one that the environment names
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // threads do not mix with its alarm()
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(server_.connect_seconds));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(server_.total_seconds));
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_upload);
}

Client::~Client() = default;

Result Client::send(const Message& message) {
  // The envelope is written with them: nothing else may be in it.
  if (!is_address(message.to) || !is_address(message.from))
    return {Outcome::refused, 0, "no address that mail can be sent to or from"};
  CURL* curl = curl_->get();
  std::string lines = write_message(message);
  Upload upload{lines, false};
  std::string from = '<' + message.from + '>';
  std::unique_ptr<curl_slist, FreeList> to(
      curl_slist_append(nullptr, ('<' + message.to + '>').c_str()));
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl, CURLOPT_READDATA, &upload);

  CURLcode code = curl_->perform();
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, nullptr);
  long reply = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
  if (code == CURLE_OK) return {Outcome::accepted, static_cast<int>(reply), {}};
  std::string why = curl_->detail(code);
  return {outcome_of(code, reply, upload.begun), static_cast<int>(reply), std::move(why)};
}

}  // namespace amity::smtp
