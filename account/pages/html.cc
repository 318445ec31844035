#include "account/pages/html.h"

#include "protocol/http/markup.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

namespace amity::account {
namespace {

constexpr std::string_view kStyle =
    "body{font:1.125rem/1.5 system-ui,sans-serif;color:#16191f;background:#fff;margin:0}"
    "main{max-width:38rem;margin:0 auto;padding:2rem 1rem}"
    "h1{font-size:1.75rem;line-height:1.25}"
    "dt{font-weight:600}dd{margin:0 0 .75rem}"
    "label{display:block;font-weight:600;margin-top:1rem}"
    "input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #5f6b7a}"
    "button{font:inherit;font-weight:600;padding:.5rem 1.25rem;margin:1.5rem .5rem 0 0;"
    "border:2px solid #0b5394;border-radius:.25rem;background:#fff;color:#0b5394}"
    "button[value=complete]{background:#0b5394;color:#fff}"
    ":focus-visible{outline:3px solid #b35900;outline-offset:2px}";

// The style is allowed by its hash, so that no other can be.
std::string security_policy() {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(kStyle.data()), kStyle.size(), hash.data());
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> text{};
  int size = EVP_EncodeBlock(text.data(), hash.data(), static_cast<int>(hash.size()));
  return "default-src 'none'; style-src 'sha256-" +
         std::string(reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(size)) +
         "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  http::append_markup_text(text, out);
  return out;
}

void answer_page(http::Response& response, int status, std::string_view title,
                 std::string_view main) {
  static const std::string policy = security_policy();
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.add_field("Cache-Control", "no-store");
  response.add_field("Content-Security-Policy", policy);
  response.add_field("Referrer-Policy", "no-referrer");
  response.add_field("X-Content-Type-Options", "nosniff");
  response.add_field("X-Frame-Options", "DENY");
  response.body = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  response.body += R"(<meta name="viewport" content="width=device-width, initial-scale=1">)";
  response.body += "\n<title>" + escaped(title) + "</title>\n<style>";
  response.body += kStyle;
  response.body += "</style>\n</head>\n<body>\n<main>\n<h1>" + escaped(title) + "</h1>\n";
  response.body += main;
  response.body += "</main>\n</body>\n</html>\n";
}

}  // namespace amity::account
