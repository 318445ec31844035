#pragma once

#include "protocol/http/listener.h"

#include <string>
#include <string_view>

namespace amity::http {

// What the request and the connection say about the form of an answer.
struct AnswerForm {
  int minor_version = 1;   // of the request
  bool to_head = false;    // the request was HEAD: the length is told, the body is not sent
  bool keep_alive = true;  // the connection stays open
};

// Appends the answer as it goes over the wire. `date` is an IMF-fixdate (RFC 9110 §5.6.7).
void append_answer(std::string& out, const Response& response, std::string_view date,
                   AnswerForm form);

// The reason phrase of RFC 9110 for a status, or an empty text.
std::string_view reason_phrase(int status);

// The time now as an IMF-fixdate.
std::string date_now();

}  // namespace amity::http
