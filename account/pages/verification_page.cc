#include "account/pages/verification_page.h"

#include "account/operations/completion.h"
#include "account/pages/html.h"
#include "protocol/http/form.h"
#include "protocol/validation/validator.h"

#include <spdlog/spdlog.h>

#include <array>

namespace amity::account {
namespace {

using domain::BusinessSupplement;
using domain::Verification;
using http::Form;
using http::parse_form;

constexpr std::string_view kPrefix = "/verification/";
constexpr std::string_view kForm = "application/x-www-form-urlencoded";

// The buttons of the page; `value` is what the form's field `outcome` says.
struct Button {
  std::string_view value;
  std::string_view label;
  VerificationStatus finding;
};
constexpr std::array<Button, 3> kButtons = {{
    {"complete", "Complete", VerificationStatus::SUCCEEDED},
    {"fail", "Let it fail", VerificationStatus::FAILED},
    {"reject", "Let it be rejected", VerificationStatus::REJECTED},
}};

// Where the operator decides, a person can only send.
std::span<const Button> buttons(const domain::VerificationRules& rules) {
  static constexpr Button send[] = {{"complete", "Send for review", VerificationStatus::SUCCEEDED}};
  if (rules.by_hand) return send;
  return kButtons;
}

std::string_view title_of(const Verification& verification) {
  return verification.business ? "Verify your business" : "Verify your identity";
}

std::string paragraph(std::string_view text) { return "<p>" + std::string(text) + "</p>\n"; }

std::string term(std::string_view name, std::string_view value) {
  return "<dt>" + std::string(name) + "</dt><dd>" + escaped(value) + "</dd>\n";
}

// One labelled line for each member of the supplement.
std::string supplement_fields(const Form& given) {
  std::string html;
  for (const shape::Field& field : shape::type_of<BusinessSupplement>().fields) {
    std::string name(field.name);
    auto value = given.find(name);
    std::string_view label = field.doc.substr(0, field.doc.size() - 1);  // without its full stop
    html += "<label for=\"" + name + "\">" + escaped(label) + "</label>\n<input id=\"" + name +
            "\" name=\"" + name + "\" required maxlength=\"" +
            std::to_string(field.type().text.max) + "\" autocomplete=\"off\" value=\"" +
            (value != given.end() ? escaped(value->second) : "") + "\">\n";
  }
  return html;
}

std::string form_of(const Verification& verification, const domain::VerificationRules& rules,
                    const Form& given) {
  std::string html = "<dl>\n" + term("AWS account", domain::text(verification.account).view());
  if (verification.business) {
    html += term("Business", verification.business->legal_name.view());
    html += term("Country", verification.business->country_code.view());
  }
  html += term("Open until", to_iso8601(verification.page_expires_at.value())) + "</dl>\n";
  html +=
      paragraph(verification.business
                    ? "The register did not tell enough about the business. Please add:"
                    : "The account asks you to prove who you are, to register it as a partner.");
  html += "<form method=\"post\">\n";
  if (verification.business) html += supplement_fields(given);
  if (!rules.by_hand)
    html += paragraph(
        "This server looks at no documents and asks no register: you say how the check ends.");
  for (const Button& button : buttons(rules)) {
    html += "<button name=\"outcome\" value=\"" + std::string(button.value) + "\"";
    // What fails needs no filled form.
    if (button.finding != VerificationStatus::SUCCEEDED) html += " formnovalidate";
    html += ">" + std::string(button.label) + "</button>\n";
  }
  return html + "</form>\n";
}

std::string_view standing(VerificationStatus status) {
  switch (status) {
    case VerificationStatus::SUCCEEDED:
      return "The verification has succeeded.";
    case VerificationStatus::FAILED:
      return "The verification has failed. The account can start it again.";
    case VerificationStatus::REJECTED:
      return "The verification was rejected. The account can start it again.";
    case VerificationStatus::IN_PROGRESS:
    case VerificationStatus::PENDING_CUSTOMER_ACTION:
      break;
  }
  return "The check has not ended yet; the account will see how it ends.";
}

void answer_unknown(http::Response& response) {
  answer_page(response, 404, "No such page",
              paragraph("This address leads nowhere: perhaps a newer verification has taken its "
                        "place. Ask whoever sent it to you."));
}

// A page that cannot be used (any more). `used` is the status for one that was.
void answer_closed(http::Response& response, const CompletionPage& page, int used) {
  if (page.state == PageState::unknown) return answer_unknown(response);
  if (page.state == PageState::expired)
    return answer_page(response, 410, "Expired",
                       paragraph("This page was not used in time. Start the verification again to "
                                 "get a new one."));
  answer_page(response, used, "Already used",
              paragraph("This page was used before and cannot be used again.") +
                  paragraph(standing(page.verification->status)));
}

void answer_broken(http::Response& response) {
  answer_page(response, 503, "Not now",
              paragraph("The server cannot do this now. Nothing was changed; please try again."));
}

// What was filled in, or nothing when a field breaks its limits.
std::optional<BusinessSupplement> supplement_in(const Form& form) {
  BusinessSupplement supplement;
  shape::Validator validator;
  for (const shape::Field& field : shape::type_of<BusinessSupplement>().fields) {
    auto value = form.find(field.name);
    std::string_view text = value != form.end() ? std::string_view(value->second) : "";
    validator.check_text(field.type(), text, nullptr);
    field.type().text_set(field.make(&supplement), text);
  }
  if (!validator.take().empty()) return std::nullopt;
  return supplement;
}

class Looking final : public Work<ReadTx> {
 public:
  Looking(std::string_view key, Timestamp now) : key_(key), now_(now) {}
  void run(ReadTx& tx) override { page = completion_page(tx, key_, now_); }
  void done(std::exception_ptr failure) noexcept override { failed = failure != nullptr; }

  CompletionPage page;
  bool failed = false;

 private:
  std::string_view key_;
  Timestamp now_;
};

// A form on its way through the store; deletes itself after the answer.
class Answering final : public Work<WriteTx> {
 public:
  Answering(http::Exchange& exchange, std::string_view key, Form form, const Button& button,
            Moment moment)
      : exchange_(exchange), key_(key), form_(std::move(form)), button_(button), moment_(moment) {}

  void run(WriteTx& tx) override {
    refilled_ = false;
    page_ = completion_page(tx, key_, moment_.now);
    std::optional<BusinessSupplement> supplement;
    if (page_.state == PageState::open && page_.verification->business) {
      supplement = supplement_in(form_);
      refilled_ = !supplement && button_.finding == VerificationStatus::SUCCEEDED;
      if (refilled_) return;
    }
    open_ = page_.state == PageState::open;
    if (open_) page_ = complete(tx, moment_, key_, button_.finding, supplement);
  }

  void done(std::exception_ptr failure) noexcept override {
    http::Response& response = exchange_.response;
    if (failure) {
      answer_broken(response);
    } else if (refilled_) {
      answer_page(response, 400, title_of(*page_.verification),
                  "<p role=\"alert\">Please fill in every line with printable characters.</p>\n" +
                      form_of(*page_.verification, moment_.settings.verification, form_));
    } else if (open_) {
      answer_page(response, 200, "Thank you", paragraph(standing(page_.verification->status)));
    } else {
      answer_closed(response, page_, 409);
    }
    exchange_.answer();
    delete this;
  }

 private:
  http::Exchange& exchange_;
  std::string key_;
  Form form_;
  const Button& button_;
  Moment moment_;
  CompletionPage page_;
  bool open_ = false;      // it was, and is answered now
  bool refilled_ = false;  // it is shown once more
};

const Button* button_of(const Form& form, const domain::VerificationRules& rules) {
  auto outcome = form.find("outcome");
  if (outcome == form.end()) return nullptr;
  for (const Button& button : buttons(rules))
    if (button.value == outcome->second) return &button;
  return nullptr;
}

}  // namespace

VerificationPages::VerificationPages(Store& store, const Settings& settings,
                                     IdentifierSource& identifiers, std::function<Timestamp()> now)
    : store_(store),
      settings_(settings),
      identifiers_(identifiers),
      now_(std::move(now)),
      reader_(store.reader()) {}

bool VerificationPages::owns(std::string_view target) { return target.starts_with(kPrefix); }

void VerificationPages::handle(http::Exchange& exchange) noexcept {
  const http::Request& request = exchange.request;
  std::string_view key = request.target.substr(kPrefix.size());
  if (request.method == "GET" || request.method == "HEAD") return show(exchange, key);
  if (request.method == "POST") return take(exchange, key);
  exchange.response.add_field("Allow", "GET, HEAD, POST");
  answer_page(exchange.response, 405, "Not so", paragraph("This page can be read and answered."));
  exchange.answer();
}

void VerificationPages::show(http::Exchange& exchange, std::string_view key) {
  Looking looking(key, now_());
  reader_->read(looking);
  if (looking.failed) {
    answer_broken(exchange.response);
  } else if (looking.page.state == PageState::open) {
    answer_page(exchange.response, 200, title_of(*looking.page.verification),
                form_of(*looking.page.verification, settings_.verification, {}));
  } else {
    answer_closed(exchange.response, looking.page, 200);
  }
  exchange.answer();
}

void VerificationPages::take(http::Exchange& exchange, std::string_view key) {
  std::string_view type = exchange.request.field("Content-Type");
  auto form = type.starts_with(kForm) ? parse_form(exchange.request.body) : std::nullopt;
  const Button* button = form ? button_of(*form, settings_.verification) : nullptr;
  if (button == nullptr) {
    answer_page(exchange.response, form ? 400 : 415, "Not understood",
                paragraph("Open the page again and use one of its buttons."));
    return exchange.answer();
  }
  auto work = std::make_unique<Answering>(exchange, key, std::move(*form), *button,
                                          Moment{now_(), settings_, identifiers_});
  Answering* queued = work.release();
  if (!store_.write(*queued)) queued->done(std::make_exception_ptr(StoreUnavailable("too busy")));
}

}  // namespace amity::account
