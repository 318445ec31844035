// An Authorization header, or a presigned query: nobody gets in without the secret.
#include "protocol/sigv4/verify.h"

#include <cstdlib>

namespace {

using namespace amity;  // NOLINT(google-build-using-namespace)

class OneKey final : public sigv4::KeyStore {
 public:
  OneKey() {
    key_.access_key_id = "AKIDEXAMPLE";
    key_.secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    key_.account = "111122223333";
  }
  const sigv4::AccessKey* find(std::string_view id) const override {
    return id == key_.access_key_id ? &key_ : nullptr;
  }

 private:
  sigv4::AccessKey key_;
};

constexpr Timestamp kNow{1'440'938'160'000};  // 2015-08-30T12:36:00Z

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static OneKey keys;
  static sigv4::Verifier verifier(keys, sigv4::Options{});
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  sigv4::Field in_header[] = {
      {"Host", "localhost"}, {"X-Amz-Date", "20150830T123600Z"}, {"Authorization", bytes}};
  sigv4::Field bare[] = {{"Host", "localhost"}};
  std::string target = "/?" + std::string(bytes);
  for (const sigv4::Request& request :
       {sigv4::Request{"POST", "/", in_header, "{}"}, sigv4::Request{"POST", target, bare, "{}"}})
    if (std::holds_alternative<const sigv4::AccessKey*>(verifier.verify(request, kNow)))
      std::abort();
  return 0;
}
