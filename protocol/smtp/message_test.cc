#include "protocol/smtp/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amity::smtp {
namespace {

using testing::HasSubstr;
using testing::Not;

Message message() {
  return {"amity@amity.example",        "ana@bob.example",
          "Your verification code",     "Hello\n.\nthere\n",
          Timestamp{1'770'583'735'457}, "222222222222a"};
}

// The header of that name with its folded lines, or nothing.
std::string header(const std::string& lines, const std::string& name) {
  std::size_t begin = lines.find("\r\n" + name + ": ");
  if (begin == std::string::npos) return {};
  begin += name.size() + 4;
  std::size_t end = lines.find("\r\n", begin);
  while (lines[end + 2] == ' ') end = lines.find("\r\n", end + 2);
  return lines.substr(begin, end - begin);
}

TEST(MailMessage, IsPlainWhereItCanBe) {
  EXPECT_EQ(write_message(message()),
            "Date: Sun, 08 Feb 2026 20:48:55 +0000\r\n"
            "From: <amity@amity.example>\r\n"
            "To: <ana@bob.example>\r\n"
            "Subject: Your verification code\r\n"
            "Message-ID: <222222222222a@amity.example>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: 7bit\r\n"
            "\r\n"
            "Hello\r\n.\r\nthere\r\n");
}

TEST(MailMessage, EncodesATextThatIsNotAscii) {
  Message mail = message();
  mail.text = "Größe";

  std::string lines = write_message(mail);

  EXPECT_THAT(lines, HasSubstr("Content-Transfer-Encoding: base64\r\n\r\nR3LDtsOfZQ0K\r\n"));
}

TEST(MailMessage, EncodesLinesThatNoServerTakes) {
  Message mail = message();
  mail.text = std::string(999, 'x');

  std::string lines = write_message(mail);

  EXPECT_THAT(lines, HasSubstr("base64"));
  for (std::size_t at = 0, end = 0; (end = lines.find("\r\n", at)) != std::string::npos;
       at = end + 2)
    EXPECT_LE(end - at, 78U);
}

TEST(MailMessage, EncodesASubjectCharacterByCharacter) {
  Message mail = message();
  mail.subject = "是的是的是的是的是的是的是的是的是的是的";  // 60 bytes, 20 characters

  std::string subject = header(write_message(mail), "Subject");

  EXPECT_EQ(subject,
            "=?UTF-8?B?5piv55qE5piv55qE5piv55qE5piv55qE5piv55qE5piv55qE5piv55qE5piv?=\r\n"
            " =?UTF-8?B?55qE5piv55qE5piv55qE?=");
}

struct Injection {
  const char* name;
  std::string subject;
};

class MailSubject : public testing::TestWithParam<Injection> {};

TEST_P(MailSubject, BeginsNoHeaderOfItsOwn) {
  Message mail = message();
  mail.subject = GetParam().subject;

  std::string lines = write_message(mail);

  EXPECT_EQ(header(lines, "Bcc"), "");
  EXPECT_THAT(header(lines, "Subject"), Not(HasSubstr("\n\r\n")));
  EXPECT_EQ(lines.find("\r\n\r\n"), lines.find("\r\n\r\nHello"));
}

INSTANTIATE_TEST_SUITE_P(Tricks, MailSubject,
                         testing::Values(Injection{"Crlf", "x\r\nBcc: all@bob.example"},
                                         Injection{"Lf", "x\nBcc: all@bob.example"},
                                         Injection{"Cr", "x\rBcc: all@bob.example"},
                                         Injection{"End", "x\r\n\r\nHello"},
                                         Injection{"EncodedWord", "=?UTF-8?Q?x=0D=0ABcc:_y?="},
                                         Injection{"Unicode", "ö\r\nBcc: all@bob.example"}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(MailAddress, IsOneAddressWithoutBlanksOrBrackets) {
  EXPECT_TRUE(is_address("ana@bob.example"));
  EXPECT_TRUE(is_address("o'hara+x@bob.example"));
  for (const char* text :
       {"", "ana", "@bob.example", "ana@", "a@b@c", "ana@bob.example>", "<ana@bob.example",
        "ana @bob.example", "ana@bob.example\r\nRCPT TO:<x@y>", "ana@bob.example\n",
        "jos\xc3\xa9@b"})
    EXPECT_FALSE(is_address(text)) << text;
}

}  // namespace
}  // namespace amity::smtp
