// File: clock.cc, contains the operations on the clock and on what it brings.
#include "admin/model/errors.h"
#include "admin/operations/bodies.h"

namespace amity::admin {
namespace {

ClockReading read(const Machine& machine) {
  ClockReading reading;
  reading.now = machine.now();
  reading.turned = Milliseconds(machine.turned().milliseconds);
  return reading;
}

}  // namespace

GetClockResponse get_clock(Machine& machine, const GetClockRequest& /*request*/) {
  return read(machine);
}

AdvanceClockResponse advance_clock(Machine& machine, const AdvanceClockRequest& request) {
  if (!machine.turn(seconds(request.seconds.value)))
    throw error(ErrorCode::AccessDeniedException, "The clock can be turned in `amity dev` only.");
  machine.run_due_work();
  return read(machine);
}

RunDueWorkResponse run_due_work(Machine& machine, const RunDueWorkRequest& /*request*/) {
  machine.run_due_work();
  return {};
}

RotateSealingKeyResponse rotate_sealing_key(Machine& machine,
                                            const RotateSealingKeyRequest& /*request*/) {
  return machine.rotate_sealing_key();
}

}  // namespace amity::admin
