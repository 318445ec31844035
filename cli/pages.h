#pragma once

#include "protocol/shape/operation.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

// Lists that come page by page.
namespace amity::cli {

// How an operation hands out pages: its request and its answer have a `NextToken`, and its answer
// one list.
struct Paging {
  std::string_view items;    // the answer's list
  const shape::Type* limit;  // of the request's `MaxResults`; null when it has none
};
std::optional<Paging> paging_of(const shape::Operation& operation);

// Whether a request, a JSON object, says itself which page it wants. As with the AWS CLI, it then
// gets that page and no other.
bool names_page(const std::string& request);

// Which items are wanted.
struct Window {
  std::string starting_token{};             // empty: from the beginning
  std::optional<std::int64_t> page_size{};  // as large as they come when absent
  std::optional<std::int64_t> max_items{};  // all when absent
};

// Calls for page after page and joins them: the last answer with the items of all, and with a
// `NextToken` only where items were left out. `max_items` needs a limit in the request: pages are
// then asked for so that the last one ends where the items are enough. Throws what `call` throws,
// and Failure (other) when an answer is not what the operation promises or a token comes twice.
std::string all_pages(const Paging& paging, const std::string& request, const Window& window,
                      const std::function<std::string(const std::string& request)>& call);

}  // namespace amity::cli
