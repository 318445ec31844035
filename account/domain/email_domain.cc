#include "account/domain/email_domain.h"

#include "account/domain/letter_case.h"

namespace amity::account::domain {

DomainName domain_of(const Email& address) {
  std::string_view text = address.view();
  return DomainName(in_lower_case(text.substr(text.rfind('@') + 1)));
}

std::vector<std::string> well_known_mail_providers() {
  return {"126.com",        "163.com",       "aol.com",     "fastmail.com",   "free.fr",
          "gmail.com",      "gmx.com",       "gmx.de",      "gmx.net",        "googlemail.com",
          "hey.com",        "hotmail.co.uk", "hotmail.com", "hotmail.fr",     "icloud.com",
          "laposte.net",    "libero.it",     "live.com",    "mac.com",        "mail.com",
          "mail.ru",        "me.com",        "msn.com",     "naver.com",      "orange.fr",
          "outlook.com",    "pm.me",         "proton.me",   "protonmail.com", "qq.com",
          "rediffmail.com", "t-online.de",   "tuta.com",    "tutanota.com",   "web.de",
          "yahoo.co.in",    "yahoo.co.jp",   "yahoo.co.uk", "yahoo.com",      "yandex.com",
          "yandex.ru",      "ymail.com",     "zoho.com"};
}

}  // namespace amity::account::domain
