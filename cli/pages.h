#pragma once

#include "protocol/shape/operation.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
  std::string starting_token{};             // of an earlier window, or the service's own
  std::optional<std::int64_t> page_size{};  // as large as they come when absent
  std::optional<std::int64_t> max_items{};  // all when absent
};

// A place in a list: the service's token of a page, and how many of its items are behind it. It is
// written as the AWS CLI writes it, so that each takes the other's.
struct Place {
  std::string token{};  // empty: the first page
  std::size_t skipped = 0;

  std::string text() const;
  // What is not such a text is a token of the service's.
  static Place read(std::string_view text);
};

// The items that were wanted.
struct Listed {
  std::vector<std::string> pages{};  // each a JSON array
  std::string others = "{}";         // what else the last answer said, but its token
  std::string next{};                // where the next window begins; empty where items end
};

// Calls for page after page. Tells `progress` how many items there are so far. Throws what `call`
// throws, and Failure (other) when an answer is not what the operation promises or a token comes
// twice.
Listed list_pages(const Paging& paging, const std::string& request, const Window& window,
                  const std::function<std::string(const std::string& request)>& call,
                  const std::function<void(std::size_t items)>& progress);

// One answer of all pages.
std::string joined(const Paging& paging, const Listed& listed);

}  // namespace amity::cli
