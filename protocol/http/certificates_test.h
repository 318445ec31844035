#pragma once

#include <filesystem>
#include <string>

struct x509_st;
struct evp_pkey_st;

namespace amity::http {

// A certificate and its key, made for a test and kept in files that go with it.
class TestCertificate {
 public:
  struct About {
    std::string name;                         // common name and DNS name
    const TestCertificate* issuer = nullptr;  // null: signs itself, and may sign others
    long begins_in = -3600, ends_in = 3600;   // seconds from now
  };
  explicit TestCertificate(const About& about);
  ~TestCertificate();
  TestCertificate(const TestCertificate&) = delete;
  TestCertificate& operator=(const TestCertificate&) = delete;

  std::string file() const { return (folder_ / "certificate.pem").string(); }
  std::string key_file() const { return (folder_ / "key.pem").string(); }
  std::string encrypted_key_file() const { return (folder_ / "encrypted.pem").string(); }
  x509_st* native() const { return certificate_; }
  evp_pkey_st* native_key() const { return key_; }

 private:
  std::filesystem::path folder_;
  evp_pkey_st* key_;
  x509_st* certificate_;
};

}  // namespace amity::http
