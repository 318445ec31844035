#pragma once

#include "protocol/http/form.h"
#include "protocol/shape/shape.h"

#include <simdjson.h>

#include <string>
#include <string_view>

// Between the two ways in which AWS services speak: the fields of a form on one side, the JSON of
// the same shape on the other; and from JSON to XML.
namespace amity::query {

// Appends the structure that the form's fields name as JSON: member `A` of the type is field `A`,
// the third item of a list `B` is `B.member.3`, a member of that item `B.member.3.C`. Fields that
// the type does not have are passed over. What is no number where one must be stays a string, and
// bytes that are no UTF-8 stay as they are: whoever decodes the JSON refuses both.
void append_json(const shape::Type& type, const http::Form& form, std::string& out);

// Appends the members of an object, or the items of a list, as XML elements: an item is a `member`.
void append_xml(simdjson::dom::element json, std::string& out);

// Appends an element that holds a text. What XML cannot hold becomes a question mark.
void append_xml_element(std::string_view name, std::string_view text, std::string& out);

}  // namespace amity::query
