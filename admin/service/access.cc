#include "admin/service/access.h"

#include "admin/model/errors.h"
#include "protocol/ip/address.h"

#include <string>
#include <string_view>

namespace amity::admin {
namespace {

bool is_loopback(std::string_view text) {
  auto address = ip::Address::parse(text);
  return address && address->is_loopback();
}

// The host without its port; an IPv6 address keeps its brackets.
std::string_view name_of(std::string_view host) {
  std::size_t end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
  return host.substr(0, end);
}

class Doorkeeper final : public awsjson::Authenticator {
 public:
  explicit Doorkeeper(std::unique_ptr<awsjson::Authenticator> signatures)
      : signatures_(std::move(signatures)) {
    local_.account = "000000000000";
  }

  const sigv4::AccessKey& authenticate(const http::Request& request, Timestamp now) override {
    if (is_foreign(request))
      throw error(ErrorCode::AccessDeniedException,
                  "The admin API serves no pages of other sites.");
    if (signatures_) return signatures_->authenticate(request, now);
    if (!is_loopback(request.peer))
      throw error(ErrorCode::AccessDeniedException,
                  "The admin API of `amity dev` is for this machine only.");
    return local_;
  }

 private:
  std::unique_ptr<awsjson::Authenticator> signatures_;
  sigv4::AccessKey local_;
};

}  // namespace

bool is_foreign(const http::Request& request) {
  std::string_view origin = request.field("Origin");
  if (origin.empty()) return false;
  std::string_view host = request.field("Host");
  std::string_view name = name_of(host);
  // An address, not a name that begins like one: 127.example.com leads anywhere.
  bool ours = name == "localhost" || name == "[::1]" || is_loopback(name);
  return !ours ||
         (origin != "http://" + std::string(host) && origin != "https://" + std::string(host));
}

std::unique_ptr<awsjson::Authenticator> make_doorkeeper(
    std::unique_ptr<awsjson::Authenticator> signatures) {
  return std::make_unique<Doorkeeper>(std::move(signatures));
}

}  // namespace amity::admin
