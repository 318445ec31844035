#pragma once

#include "account/model/operations.h"
#include "client/account/operation_of.h"
#include "client/call/call.h"
#include "client/call/page_token.h"
#include "client/call/task.h"

#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

// Lists that come in pages.
namespace amity::account {

// Where a page has its items.
inline auto& items_of(ListConnectionInvitationsResponse& page) {
  return page.connection_invitation_summaries.items;
}
inline auto& items_of(ListConnectionsResponse& page) { return page.connection_summaries.items; }
inline auto& items_of(ListPartnersResponse& page) { return page.partner_summary_list.items; }

// Where a list goes on. What both kinds of pages have in common.
template <class Request>
class PageCursor {
 public:
  using Response = ResponseOf<Request>;

  explicit PageCursor(Request first) : request_(std::move(first)) {}

  bool ended() const { return ended_; }
  const Request& request() const { return request_; }

  // Takes a page, so that `request` asks for the one behind it. An error ends the list, and a token
  // that came before is one.
  client::Outcome<Response> take(client::Outcome<Response> page) {
    ended_ = !page || !page->next_token || page->next_token->empty();
    if (ended_) return page;
    if (!tokens_.is_new(page->next_token->view())) {
      ended_ = true;
      return client::repeated_token(operation_of<Request>(), page.record());
    }
    request_.next_token = page->next_token;
    return page;
  }

 private:
  Request request_;
  bool ended_ = false;
  client::PageTokens tokens_;
};

// All items of a list, fetched page by page as they are looked at. A range to be walked once:
//
//   for (const auto& invitation : client.list_connection_invitations_all({Catalog("AWS")}))
//     std::cout << invitation.id.view() << '\n';
//
// begin() and ++ call the service and throw ServiceException when that fails. Without exceptions:
//
//   auto pages = client.list_connection_invitations_all({Catalog("AWS")});
//   while (auto page = pages.next()) {
//     if (!*page) return page->error();
//     for (const auto& invitation : (*page)->connection_invitation_summaries) …
//   }
template <class Request>
class Pages {
 public:
  using Response = ResponseOf<Request>;
  using Fetch = std::function<client::Outcome<Response>(const Request&)>;

  Pages(Request first, Fetch fetch) : cursor_(std::move(first)), fetch_(std::move(fetch)) {}

  // The next page or why there is none; nothing behind the last page or an error.
  std::optional<client::Outcome<Response>> next() {
    if (cursor_.ended()) return std::nullopt;
    return cursor_.take(fetch_(cursor_.request()));
  }

  class Iterator {
   public:
    using value_type =
        typename std::remove_reference_t<decltype(items_of(std::declval<Response&>()))>::value_type;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;

    explicit Iterator(Pages* pages) : pages_(pages) { turn(); }

    value_type& operator*() const { return items_of(*pages_->page_)[at_]; }
    value_type* operator->() const { return &**this; }
    Iterator& operator++() {
      ++at_;
      turn();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& iterator, std::default_sentinel_t) {
      return iterator.ended();
    }

   private:
    bool ended() const { return !pages_->page_; }
    // To a page that has an item here; some are empty and yet not the last.
    void turn() {
      while (!pages_->page_ || at_ == items_of(*pages_->page_).size()) {
        pages_->page_.reset();
        at_ = 0;
        auto next = pages_->next();
        if (!next) return;
        pages_->page_ = std::move(*next).value();
      }
    }

    Pages* pages_;
    std::size_t at_ = 0;
  };

  Iterator begin() { return Iterator(this); }
  std::default_sentinel_t end() const { return {}; }

 private:
  PageCursor<Request> cursor_;
  Fetch fetch_;
  std::optional<Response> page_;
};

// The same for coroutines:
//
//   auto pages = client.async.list_connections_all({Catalog("AWS")});
//   while (auto page = co_await pages.next()) {
//     if (!*page) co_return page->error();
//     …
//   }
template <class Request>
class AsyncPages {
 public:
  using Response = ResponseOf<Request>;
  using Fetch = std::function<client::Call<Response>(const Request&)>;

  AsyncPages(Request first, Fetch fetch) : cursor_(std::move(first)), fetch_(std::move(fetch)) {}

  // The next page or why there is none; nothing behind the last page or an error. One at a time;
  // this outlives the task.
  client::Task<std::optional<client::Outcome<Response>>> next() {
    if (cursor_.ended()) co_return std::nullopt;
    co_return cursor_.take(co_await fetch_(cursor_.request()));
  }

 private:
  PageCursor<Request> cursor_;
  Fetch fetch_;
};

}  // namespace amity::account
