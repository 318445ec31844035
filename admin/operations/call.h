#pragma once

#include "account/operations/call.h"
#include "admin/model/sealing_key.h"
#include "identity/environment.h"
#include "protocol/shape/timestamp.h"

namespace amity::admin {

// What an operation over the store may know beside its request and its transaction.
struct Call {
  Timestamp now;
  const account::Settings& settings;
  account::SecretSource& secrets;
  const identity::Environment& identities;
};

// The running program, as operations that are not about the store reach it. From any thread, but
// run_due_work() waits, perhaps for seconds.
class Machine {
 public:
  virtual ~Machine() = default;
  virtual Timestamp now() const = 0;
  // How far the clock is ahead of the machine's.
  virtual Duration turned() const = 0;
  // Turns it. False where it cannot be turned.
  virtual bool turn(Duration by) = 0;
  // Does the background work that is due now and returns when nothing is left.
  virtual void run_due_work() = 0;
  // Makes a new sealing key where there is a file of them, and seals every secret by the first.
  // Waits. Throws SealError when the file cannot be written, or a secret does not open.
  virtual RotateSealingKeyResponse rotate_sealing_key() = 0;
};

}  // namespace amity::admin
