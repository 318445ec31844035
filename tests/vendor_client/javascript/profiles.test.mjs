// The official JavaScript client: profiles, their updates and visibility, and who may invite.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import {
  AccessDeniedException,
  CancelProfileUpdateTaskCommand,
  ConflictException,
  CreateConnectionInvitationCommand,
  GetConnectionPreferencesCommand,
  GetPartnerCommand,
  GetProfileUpdateTaskCommand,
  GetProfileVisibilityCommand,
  PutProfileVisibilityCommand,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  StartProfileUpdateTaskCommand,
  UpdateConnectionPreferencesCommand,
  ValidationException,
} from "@aws-sdk/client-partnercentral-account";

import { ada, bob, eve, startServer } from "./server.mjs";

let server, adas, bobs, eves, nobodys;
before(async () => {
  server = await startServer(
    "--profile-task-duration", "1",
    "--quota", "profile-updates-per-day=2",
    "--quota", "profile-visibility-updates-per-day=2",
  );
  const nobody = { account: "555566667777", secret: "any" };
  [adas, bobs, eves, nobodys] = [ada, bob, eve, nobody].map((one) => server.client(one));
});
after(async () => assert.equal(await server.stop(), 0));

const Catalog = "AWS";
const wanted = (DisplayName, changes = {}) => ({
  DisplayName,
  Description: "Bridges between ledgers.",
  WebsiteUrl: "https://ledger.example/",
  LogoUrl: "https://ledger.example/logo.png",
  PrimarySolutionType: "MANAGED_SERVICES",
  IndustrySegments: ["RETAIL"],
  TranslationSourceLocale: "en-US",
  ...changes,
});
const update = (partner, TaskDetails) =>
  new StartProfileUpdateTaskCommand({ Catalog, Identifier: partner.partner, TaskDetails });
const latest = (partner) =>
  new GetProfileUpdateTaskCommand({ Catalog, Identifier: partner.partner });
const invitation = (receiver) =>
  new CreateConnectionInvitationCommand({
    Catalog,
    ConnectionType: "OPPORTUNITY_COLLABORATION",
    Email: "lead@example.com",
    Message: "Shall we?",
    Name: "Lead",
    ReceiverIdentifier: receiver.profile,
  });

async function ended(client, partner) {
  for (let tries = 0; tries < 400; ++tries) {
    const task = await client.send(latest(partner));
    if (task.Status !== "IN_PROGRESS") return task;
    await pause(50);
  }
  assert.fail("the task goes on and on");
}

async function refused(call, kind, reason) {
  const error = await call.then(
    () => assert.fail("was not refused"),
    (thrown) => thrown,
  );
  assert.ok(error instanceof kind, `${error.name}: ${error.message}`);
  assert.equal(error.Reason, reason);
  return error;
}

test("a profile is updated in the background", async () => {
  await refused(adas.send(latest(ada)), ResourceNotFoundException, "PARTNER_PROFILE_TASK_NOT_FOUND");

  const task = await adas.send(update(ada, wanted("Ledger Bridges")));

  assert.equal(task.Status, "IN_PROGRESS");
  assert.ok(task.StartedAt instanceof Date);
  await refused(
    adas.send(update(ada, wanted("Other"))),
    ConflictException,
    "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE",
  );
  const done = await ended(adas, ada);
  assert.deepEqual([done.TaskId, done.Status], [task.TaskId, "SUCCEEDED"]);
  assert.ok(done.EndedAt >= done.StartedAt);
  const partner = await adas.send(new GetPartnerCommand({ Catalog, Identifier: ada.partner }));
  assert.deepEqual(partner.Profile, { ...wanted("Ledger Bridges"), ProfileId: ada.profile });
  await refused(
    adas.send(
      new CancelProfileUpdateTaskCommand({ Catalog, Identifier: ada.partner, TaskId: task.TaskId }),
    ),
    ConflictException,
    "INCOMPATIBLE_PARTNER_PROFILE_TASK_STATE",
  );

  await adas.send(update(ada, wanted("Ledger", { WebsiteUrl: "https://ledger.invalid/" })));
  const failed = await ended(adas, ada);
  assert.equal(failed.Status, "FAILED");
  assert.deepEqual(
    failed.ErrorDetailList.map(({ Locale, Reason }) => [Locale, Reason]),
    [["en-US", "INVALID_WEBSITE_URL"]],
  );
  await refused(
    adas.send(update(ada, wanted("Ledger"))),
    ServiceQuotaExceededException,
    "LIMIT_EXCEEDED_NUMBER_OF_PROFILE_UPDATE_PER_DAY",
  );
});

test("an update is canceled", async () => {
  const task = await bobs.send(update(bob, wanted("Birch Bridges")));

  const canceled = await bobs.send(
    new CancelProfileUpdateTaskCommand({ Catalog, Identifier: bob.partner, TaskId: task.TaskId }),
  );

  assert.equal(canceled.Status, "CANCELED");
  assert.deepEqual(await bobs.send(latest(bob)).then(({ EndedAt }) => EndedAt), canceled.EndedAt);
});

test("a language twice", async () => {
  const content = { ...wanted("Buche"), Locale: "de-DE" };
  const { PrimarySolutionType, IndustrySegments, TranslationSourceLocale, ...german } = content;

  const error = await refused(
    bobs.send(update(bob, wanted("Birch", { LocalizedContents: [german, german] }))),
    ValidationException,
    "REQUEST_VALIDATION_FAILED",
  );

  assert.deepEqual(
    error.ErrorDetails.map(({ FieldValidationError: { Name, Code } }) => [Name, Code]),
    [["TaskDetails.LocalizedContents", "DUPLICATE_VALUE"]],
  );
});

test("a profile is hidden and shown", async () => {
  const about = { Catalog, Identifier: eve.partner };
  const seen = await eves.send(new GetProfileVisibilityCommand(about));
  assert.deepEqual([seen.Visibility, seen.ProfileId], ["PUBLIC", eve.profile]);

  const put = await eves.send(new PutProfileVisibilityCommand({ ...about, Visibility: "PRIVATE" }));

  assert.equal(put.Visibility, "PRIVATE");
  await refused(adas.send(invitation(eve)), ResourceNotFoundException, "RECEIVER_PROFILE_NOT_FOUND");
  await eves.send(new PutProfileVisibilityCommand({ ...about, Visibility: "PUBLIC" }));
  await refused(
    eves.send(new PutProfileVisibilityCommand({ ...about, Visibility: "PUBLIC" })),
    ServiceQuotaExceededException,
    "LIMIT_EXCEEDED_NUMBER_OF_PROFILE_VISIBILITY_UPDATE_PER_DAY",
  );
});

test("some are kept out", async () => {
  const first = await eves.send(new GetConnectionPreferencesCommand({ Catalog }));
  assert.deepEqual([first.AccessType, first.Revision], ["ALLOW_ALL", 1]);
  assert.ok(first.UpdatedAt instanceof Date);
  const change = {
    Catalog,
    Revision: 1,
    AccessType: "ALLOW_BY_DEFAULT_DENY_SOME",
    ExcludedParticipantIdentifiers: [bob.profile],
  };

  const second = await eves.send(new UpdateConnectionPreferencesCommand(change));

  assert.equal(second.Revision, 2);
  assert.deepEqual(second.ExcludedParticipantIds, [bob.profile]);
  await refused(
    bobs.send(invitation(eve)),
    ConflictException,
    "INCOMPATIBLE_CONNECTION_INVITATION_RECEIVER",
  );
  await adas.send(invitation(eve));
  await refused(
    eves.send(new UpdateConnectionPreferencesCommand(change)),
    ConflictException,
    "INCOMPATIBLE_CONNECTION_PREFERENCES_REVISION",
  );
  await refused(
    nobodys.send(new GetConnectionPreferencesCommand({ Catalog })),
    AccessDeniedException,
    "INCOMPATIBLE_BENEFIT_AWS_PARTNER_STATE",
  );
  const error = await refused(
    eves.send(
      new UpdateConnectionPreferencesCommand({ ...change, Revision: 2, AccessType: "DENY_ALL" }),
    ),
    ValidationException,
    "REQUEST_VALIDATION_FAILED",
  );
  assert.equal(error.ErrorDetails[0].FieldValidationError.Code, "ACTION_NOT_PERMITTED");
});
