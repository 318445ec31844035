#pragma once

#include "account/store/store.h"
#include "admin/model/clock.h"
#include "admin/model/mail.h"
#include "admin/model/quota.h"
#include "admin/model/verification.h"
#include "admin/operations/call.h"

// What the operations of the admin API do, one file each. They throw the errors that their rows in
// admin/model/operations.cc list. Those over the store are told a transaction, the others the
// machine.
namespace amity::admin {

using account::ReadTx;
using account::WriteTx;

AdvanceClockResponse advance_clock(Machine& machine, const AdvanceClockRequest& request);

DecideVerificationResponse decide_verification(WriteTx& tx, const Call& call,
                                               const DecideVerificationRequest& request);

GetAccountQuotasResponse get_account_quotas(ReadTx& tx, const Call& call,
                                            const GetAccountQuotasRequest& request);

GetClockResponse get_clock(Machine& machine, const GetClockRequest& request);

ListMailsResponse list_mails(ReadTx& tx, const Call& call, const ListMailsRequest& request);

ListWaitingVerificationsResponse list_waiting_verifications(
    ReadTx& tx, const Call& call, const ListWaitingVerificationsRequest& request);

PutAccountQuotaResponse put_account_quota(WriteTx& tx, const Call& call,
                                          const PutAccountQuotaRequest& request);

RunDueWorkResponse run_due_work(Machine& machine, const RunDueWorkRequest& request);

}  // namespace amity::admin
