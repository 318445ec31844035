#include "cli/pages.h"

#include "cli/failure.h"
#include "cli/request.h"
#include "protocol/shape/encode.h"

#include <simdjson.h>

#include <algorithm>
#include <limits>

namespace amity::cli {
namespace {

using shape::Field;
using shape::Kind;
using simdjson::dom::element;

constexpr std::string_view kToken = "NextToken";
constexpr std::string_view kLimit = "MaxResults";

const Field* field_of(const shape::Type& type, std::string_view name) {
  auto found = std::find_if(type.fields.begin(), type.fields.end(),
                            [&](const Field& field) { return field.name == name; });
  return found != type.fields.end() ? &*found : nullptr;
}

std::string as_json(std::string_view text) {
  std::string json;
  shape::append_json_string(text, json);
  return json;
}

}  // namespace

std::optional<Paging> paging_of(const shape::Operation& operation) {
  if (field_of(operation.request(), kToken) == nullptr ||
      field_of(operation.response(), kToken) == nullptr)
    return std::nullopt;
  const Field* items = nullptr;
  for (const Field& field : operation.response().fields) {
    if (field.type().kind != Kind::list) continue;
    if (items != nullptr) return std::nullopt;
    items = &field;
  }
  if (items == nullptr) return std::nullopt;
  const Field* limit = field_of(operation.request(), kLimit);
  return Paging{items->name, limit != nullptr ? &limit->type() : nullptr};
}

bool names_page(const std::string& request) {
  simdjson::dom::parser parser;
  simdjson::dom::object members = parser.parse(request).get_object();
  return members[kToken].error() == simdjson::SUCCESS ||
         members[kLimit].error() == simdjson::SUCCESS;
}

std::string all_pages(const Paging& paging, const std::string& request, const Window& window,
                      const std::function<std::string(const std::string& request)>& call) {
  constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();
  std::int64_t wanted = window.max_items.value_or(unlimited);
  std::string token = window.starting_token;
  std::string joined;  // the items so far
  std::string answer;
  while (true) {
    std::string page_request = request;
    if (!token.empty()) page_request = with_member(page_request, kToken, as_json(token));
    if (paging.limit != nullptr) {
      std::int64_t size = std::min(window.page_size.value_or(paging.limit->number.max), wanted);
      if (size != unlimited) page_request = with_member(page_request, kLimit, std::to_string(size));
    }
    answer = call(page_request);

    simdjson::dom::parser parser;
    element page;
    simdjson::dom::array items;
    if (parser.parse(answer).get(page) != simdjson::SUCCESS ||
        page[paging.items].get(items) != simdjson::SUCCESS)
      throw Failure(Exit::other, "the answer has no " + std::string(paging.items));
    for (element item : items) {
      if (!joined.empty()) joined += ',';
      joined += simdjson::minify(item);
      --wanted;
    }
    std::string_view next;
    bool more = page[kToken].get(next) == simdjson::SUCCESS && !next.empty();
    if (!more || wanted <= 0) break;
    if (next == token) throw Failure(Exit::other, "the service gave the same NextToken again");
    token = next;
  }
  return with_member(answer, paging.items, '[' + joined + ']');
}

}  // namespace amity::cli
