// The official JavaScript client: refusals as its own exception classes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  AccessDeniedException,
  CancelConnectionInvitationCommand,
  ConflictException,
  CreateConnectionInvitationCommand,
  GetConnectionCommand,
  GetVerificationCommand,
  PartnerCentralAccountServiceException,
  RejectConnectionInvitationCommand,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  ValidationException,
} from "@aws-sdk/client-partnercentral-account";

import { ada, bob, eve, startServer } from "./server.mjs";

let server, adas, bobs, eves;
before(async () => {
  server = await startServer("--quota", "open-connection-invitations=1");
  [adas, bobs, eves] = [ada, bob, eve].map((partner) => server.client(partner));
});
after(async () => assert.equal(await server.stop(), 0));

const Catalog = "AWS";
const waiting = "pacinv-222222222demo";
const invitation = (receiver, changes = {}) =>
  new CreateConnectionInvitationCommand({
    Catalog,
    ConnectionType: "OPPORTUNITY_COLLABORATION",
    Email: "ada@example.com",
    Message: "Shall we?",
    Name: "Ada Lovelace",
    ReceiverIdentifier: receiver.profile,
    ...changes,
  });

// The refusal must be of that class, with that HTTP status and Reason. Answers it.
async function refused(call, kind, status, reason) {
  const error = await call.then(
    () => assert.fail("was not refused"),
    (thrown) => thrown,
  );
  assert.ok(error instanceof kind, `${error.name}: ${error.message}`);
  assert.ok(error instanceof PartnerCentralAccountServiceException);
  assert.equal(error.name, kind.name);
  assert.equal(error.Reason, reason);
  assert.equal(error.$metadata.httpStatusCode, status);
  assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
  assert.equal(error.$metadata.attempts, 1);
  assert.ok(error.message);
  return error;
}

test("an open invitation already there", () =>
  refused(bobs.send(invitation(ada)), ConflictException, 409, "DUPLICATE_CONNECTION_INVITATION"));

test("the other party's act", () =>
  refused(
    bobs.send(new CancelConnectionInvitationCommand({ Catalog, Identifier: waiting })),
    AccessDeniedException,
    403,
    "ACCESS_DENIED",
  ));

test("a third account finds nothing", () =>
  refused(
    eves.send(new RejectConnectionInvitationCommand({ Catalog, Identifier: waiting })),
    ResourceNotFoundException,
    404,
    "CONNECTION_INVITATION_NOT_FOUND",
  ));

test("a quota", () =>
  refused(
    adas.send(invitation(eve)),
    ServiceQuotaExceededException,
    402,
    "LIMIT_EXCEEDED_NUMBER_OF_OPEN_CONNECTION_INVITATION",
  ));

test("all bad fields at once, as members of a union", async () => {
  const error = await refused(
    adas.send(invitation(eve, { Email: "nobody", Name: "" })),
    ValidationException,
    400,
    "REQUEST_VALIDATION_FAILED",
  );
  const fields = error.ErrorDetails.map(({ FieldValidationError: { Name, Code } }) => [Name, Code]);
  assert.deepEqual(
    [...new Set(fields.map(([name]) => name))],
    ["Email", "Name"],
    JSON.stringify(fields),
  );
});

test("a broken business rule", async () => {
  const error = await refused(
    adas.send(invitation(ada)),
    ValidationException,
    400,
    "BUSINESS_VALIDATION_FAILED",
  );
  assert.deepEqual(
    error.ErrorDetails.map(({ BusinessValidationError: { Code } }) => Code),
    ["INCOMPATIBLE_CONNECTION_INVITATION_REQUEST"],
  );
});

test("an operation that is not built", async (context) => {
  const call = adas.send(new GetVerificationCommand({ VerificationType: "BUSINESS_VERIFICATION" }));
  const error = await call.then(() => null, (thrown) => thrown);
  if (error instanceof ResourceNotFoundException) return context.skip("every operation is built");

  assert.equal(error.name, "NotImplemented");
  assert.equal(error.$metadata.httpStatusCode, 501);
  assert.equal(error.$metadata.attempts, 1);
});

test("the same codes with 400 for all", async () => {
  const other = await startServer("--error-status", "400");
  try {
    await refused(
      other.client(ada).send(
        new GetConnectionCommand({ Catalog, Identifier: "pac-aaaaaaaaaaaaa" }),
      ),
      ResourceNotFoundException,
      400,
      "CONNECTION_NOT_FOUND",
    );
  } finally {
    await other.stop();
  }
});
