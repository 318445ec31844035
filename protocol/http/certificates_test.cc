#include "protocol/http/certificates_test.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>

namespace amity::http {
namespace {

void require(bool condition) {
  if (!condition) throw std::runtime_error("the certificate cannot be made");
}

void write(const std::string& path, const std::function<int(std::FILE*)>& by) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  require(file != nullptr && by(file) == 1);
  std::fclose(file);
  ::chmod(path.c_str(), 0600);
}

void add_extension(X509* certificate, int which, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, which, value.c_str());
  require(extension != nullptr);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

}  // namespace

TestCertificate::TestCertificate(const About& about)
    : key_(EVP_EC_gen("P-256")), certificate_(X509_new()) {
  std::string pattern = (std::filesystem::temp_directory_path() / "amity-tls-XXXXXX").string();
  require(::mkdtemp(pattern.data()) != nullptr);
  folder_ = pattern;

  const TestCertificate& issuer = about.issuer != nullptr ? *about.issuer : *this;
  static long serial = 1;
  ASN1_INTEGER_set(X509_get_serialNumber(certificate_), serial++);
  X509_set_version(certificate_, X509_VERSION_3);
  X509_gmtime_adj(X509_getm_notBefore(certificate_), about.begins_in);
  X509_gmtime_adj(X509_getm_notAfter(certificate_), about.ends_in);
  X509_set_pubkey(certificate_, key_);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate_), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(about.name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate_, X509_get_subject_name(issuer.certificate_));
  add_extension(certificate_, NID_subject_alt_name, "DNS:" + about.name);
  if (about.issuer == nullptr)
    add_extension(certificate_, NID_basic_constraints, "critical,CA:TRUE");
  require(X509_sign(certificate_, issuer.key_, EVP_sha256()) > 0);

  write(file(), [&](std::FILE* out) { return PEM_write_X509(out, certificate_); });
  write(key_file(), [&](std::FILE* out) {
    return PEM_write_PrivateKey(out, key_, nullptr, nullptr, 0, nullptr, nullptr);
  });
  write(encrypted_key_file(), [&](std::FILE* out) {
    static char passphrase[] = "passphrase";
    return PEM_write_PrivateKey(out, key_, EVP_aes_256_cbc(), nullptr, 0, nullptr, passphrase);
  });
}

TestCertificate::~TestCertificate() {
  X509_free(certificate_);
  EVP_PKEY_free(key_);
  std::filesystem::remove_all(folder_);
}

}  // namespace amity::http
