// The official JavaScript client: both verifications, with their pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  ConflictException,
  GetVerificationCommand,
  ResourceNotFoundException,
  StartVerificationCommand,
  ThrottlingException,
  ValidationException,
} from "@aws-sdk/client-partnercentral-account";

import { ada, bob, eve, startServer } from "./server.mjs";

let server, adas, bobs, eves;
before(async () => {
  server = await startServer();
  [adas, bobs] = [ada, bob].map((partner) => server.client(partner));
  eves = server.client(eve, { maxAttempts: 1 });
});
after(async () => assert.equal(await server.stop(), 0));

const registrant = () =>
  new StartVerificationCommand({ VerificationDetails: { RegistrantVerificationDetails: {} } });
const business = (RegistrationId) =>
  new StartVerificationCommand({
    VerificationDetails: {
      BusinessVerificationDetails: { LegalName: "Anvil Cloud", RegistrationId, CountryCode: "DE" },
    },
  });
const get = (VerificationType) => new GetVerificationCommand({ VerificationType });
const press = (url, outcome, fields = {}) =>
  fetch(url, { method: "POST", body: new URLSearchParams({ outcome, ...fields }) });
const pageOf = ({ VerificationResponseDetails: { RegistrantVerificationResponse } }) =>
  RegistrantVerificationResponse.CompletionUrl;

test("a business, by way of its form", async () => {
  const begun = await adas.send(business("FORM-1"));
  assert.equal(begun.VerificationStatus, "IN_PROGRESS");
  await server.admin("AdvanceClock", { Seconds: 2 });

  const asking = await adas.send(get("BUSINESS_VERIFICATION"));
  assert.equal(asking.VerificationStatus, "PENDING_CUSTOMER_ACTION");
  const form = asking.VerificationResponseDetails.BusinessVerificationResponse;
  assert.ok(form.CompletionUrlExpiresAt instanceof Date);
  const fields = { TaxId: "DE 1", RegistrationNumber: "7", Address: "Hafen 1" };
  assert.equal((await press(form.CompletionUrl, "complete", fields)).status, 200);
  await server.admin("AdvanceClock", { Seconds: 2 });

  const ended = await adas.send(get("BUSINESS_VERIFICATION"));
  assert.equal(ended.VerificationStatus, "SUCCEEDED");
  await assert.rejects(
    adas.send(business("1")),
    (error) => error instanceof ConflictException && error.Reason === "ACCOUNT_ALREADY_VERIFIED",
  );
});

test("a registrant, by way of the page", async () => {
  const begun = await bobs.send(registrant());
  assert.equal(begun.VerificationStatus, "PENDING_CUSTOMER_ACTION");
  await assert.rejects(
    bobs.send(registrant()),
    (error) =>
      error instanceof ConflictException && error.Reason === "VERIFICATION_ALREADY_IN_PROGRESS",
  );

  assert.equal((await press(pageOf(begun), "complete")).status, 200);

  const ended = await bobs.send(get("REGISTRANT_VERIFICATION"));
  assert.equal(ended.VerificationStatus, "SUCCEEDED");
  assert.equal((await press(pageOf(begun), "fail")).status, 409);
});

test("three tries, of which the last expires", async () => {
  for (let tries = 0; tries < 2; ++tries)
    await press(pageOf(await eves.send(registrant())), "reject");
  await eves.send(registrant());
  await server.admin("AdvanceClock", { Seconds: 15 * 60 });
  const { VerificationStatus } = await eves.send(get("REGISTRANT_VERIFICATION"));
  assert.equal(VerificationStatus, "FAILED");

  await assert.rejects(
    eves.send(registrant()),
    (error) =>
      error instanceof ThrottlingException && error.ServiceCode === "partnercentral-account",
  );
});

test("what is not there", async () => {
  await assert.rejects(
    bobs.send(get("BUSINESS_VERIFICATION")),
    (error) =>
      error instanceof ResourceNotFoundException && error.Reason === "VERIFICATION_NOT_FOUND",
  );
  await assert.rejects(
    bobs.send(new StartVerificationCommand({})),
    (error) =>
      error instanceof ValidationException &&
      error.ErrorDetails[0].FieldValidationError.Code === "REQUIRED_FIELD_MISSING",
  );
});
