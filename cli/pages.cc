#include "cli/pages.h"

#include "cli/failure.h"
#include "cli/request.h"
#include "protocol/shape/base64.h"
#include "protocol/shape/encode.h"

#include <simdjson.h>

#include <algorithm>
#include <initializer_list>
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

// The members of an object but these, as JSON.
std::string without(element object, std::initializer_list<std::string_view> left_out) {
  std::string json;
  for (auto [name, value] : object.get_object()) {
    if (std::find(left_out.begin(), left_out.end(), name) != left_out.end()) continue;
    json += (json.empty() ? "" : ",") + as_json(name) + ':' + simdjson::minify(value);
  }
  return '{' + json + '}';
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

std::string Place::text() const {
  std::string json = "{\"NextToken\": " + (token.empty() ? "null" : as_json(token));
  if (skipped != 0) json += ", \"boto_truncate_amount\": " + std::to_string(skipped);
  return shape::to_base64(json + '}');
}

Place Place::read(std::string_view text) {
  Place place{std::string(text)};
  auto json = shape::from_base64(text);
  simdjson::dom::parser parser;
  element read;
  element token;
  if (!json || parser.parse(*json).get(read) != simdjson::SUCCESS ||
      read[kToken].get(token) != simdjson::SUCCESS || !(token.is_null() || token.is_string()))
    return place;
  place.token = token.is_null() ? "" : std::string(token.get_string().value());
  std::uint64_t skipped = 0;
  if (read["boto_truncate_amount"].get(skipped) == simdjson::SUCCESS) place.skipped = skipped;
  return place;
}

Listed list_pages(const Paging& paging, const std::string& request, const Window& window,
                  const std::function<std::string(const std::string& request)>& call,
                  const std::function<void(std::size_t items)>& progress) {
  Place place = Place::read(window.starting_token);
  std::size_t count = 0;
  Listed listed;
  while (true) {
    std::string page_request = request;
    if (!place.token.empty())
      page_request = with_member(page_request, kToken, as_json(place.token));
    if (paging.limit != nullptr) {
      std::int64_t size = window.page_size.value_or(paging.limit->number.max);
      // A page that ends where the items are enough leaves a token that needs no skipping.
      if (window.max_items && place.skipped == 0)
        size = std::min(size, *window.max_items - static_cast<std::int64_t>(count));
      if (size != std::numeric_limits<std::int64_t>::max())
        page_request = with_member(page_request, kLimit, std::to_string(size));
    }
    std::string answer = call(page_request);

    simdjson::dom::parser parser;
    element page;
    simdjson::dom::array items;
    if (parser.parse(answer).get(page) != simdjson::SUCCESS ||
        page[paging.items].get(items) != simdjson::SUCCESS)
      throw Failure(Exit::other, "the answer has no " + std::string(paging.items));
    std::string wanted;
    std::size_t at = 0;
    bool cut = false;
    for (element item : items) {
      cut = window.max_items && count == static_cast<std::size_t>(*window.max_items);
      if (cut) break;
      if (at++ < place.skipped) continue;
      wanted += (wanted.empty() ? "" : ",") + simdjson::minify(item);
      ++count;
    }
    listed.pages.push_back('[' + wanted + ']');
    progress(count);

    std::string_view next;
    bool more = page[kToken].get(next) == simdjson::SUCCESS && !next.empty();
    bool enough = window.max_items && count == static_cast<std::size_t>(*window.max_items);
    if (cut) listed.next = Place{place.token, at}.text();
    if (!cut && enough && more) listed.next = Place{std::string(next)}.text();
    if (cut || enough || !more) {
      listed.others = without(page, {paging.items, kToken});
      return listed;
    }
    if (next == place.token)
      throw Failure(Exit::other, "the service gave the same NextToken again");
    place = {std::string(next)};
  }
}

std::string joined(const Paging& paging, const Listed& listed) {
  std::string items;
  for (const std::string& page : listed.pages) {
    if (page.size() == 2) continue;
    items += (items.empty() ? "" : ",") + page.substr(1, page.size() - 2);
  }
  std::string answer = '{' + as_json(paging.items) + ":[" + items + ']';
  if (listed.others != "{}") answer += ',' + listed.others.substr(1, listed.others.size() - 2);
  if (!listed.next.empty()) answer += ',' + as_json(kToken) + ':' + as_json(listed.next);
  return answer + '}';
}

}  // namespace amity::cli
