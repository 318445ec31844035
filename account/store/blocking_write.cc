#include "account/store/blocking_write.h"

#include <future>

namespace amity::account {
namespace {

class Waiting final : public Work<WriteTx> {
 public:
  explicit Waiting(const std::function<void(WriteTx&)>& work) : work_(work) {}

  void run(WriteTx& tx) override { work_(tx); }
  void done(std::exception_ptr failure) noexcept override {
    if (failure) {
      done_.set_exception(std::move(failure));
    } else {
      done_.set_value();
    }
  }
  std::future<void> finished() { return done_.get_future(); }

 private:
  const std::function<void(WriteTx&)>& work_;
  std::promise<void> done_;
};

}  // namespace

void write_and_wait(Store& store, const std::function<void(WriteTx&)>& work) {
  Waiting waiting(work);
  auto finished = waiting.finished();
  if (!store.write(waiting)) throw StoreUnavailable("too many writes wait");
  finished.get();
}

}  // namespace amity::account
