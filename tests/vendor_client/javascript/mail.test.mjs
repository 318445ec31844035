// The official JavaScript client: codes by mail.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  AssociateAwsTrainingCertificationEmailDomainCommand,
  SendEmailVerificationCodeCommand,
  ServiceQuotaExceededException,
  ValidationException,
} from "@aws-sdk/client-partnercentral-account";

import { ada, startServer } from "./server.mjs";

let server, adas;
before(async () => {
  server = await startServer("--quota", "email-verification-codes-per-day=1");
  adas = server.client(ada);
});
after(async () => assert.equal(await server.stop(), 0));

const code = (Email, Catalog = "AWS") => new SendEmailVerificationCodeCommand({ Catalog, Email });

test("a code is sent, and the answer says nothing", async () => {
  const { $metadata, ...answer } = await adas.send(code("one@ada.example"));

  assert.deepEqual(answer, {});
  assert.equal($metadata.httpStatusCode, 200);
});

test("a second one on the same day passes the quota, but not in the sandbox", async () => {
  await adas.send(code("two@ada.example"));

  await assert.rejects(adas.send(code("Two@ada.example")), (error) => {
    assert.ok(error instanceof ServiceQuotaExceededException);
    assert.equal(error.Reason, "LIMIT_EXCEEDED_NUMBER_OF_EMAIL");
    assert.equal(error.$metadata.httpStatusCode, 402);
    return true;
  });

  await adas.send(code("two@ada.example", "Sandbox"));
  await adas.send(code("two@ada.example", "Sandbox"));
});

test("a code that was never sent proves nothing", async () => {
  const claim = new AssociateAwsTrainingCertificationEmailDomainCommand({
    Catalog: "AWS",
    Identifier: ada.partner,
    Email: "never@ada.example",
    EmailVerificationCode: "123456",
  });

  await assert.rejects(adas.send(claim), (error) => {
    assert.ok(error instanceof ValidationException);
    const [{ FieldValidationError: field }] = error.ErrorDetails;
    assert.equal(field.Name, "EmailVerificationCode");
    assert.equal(field.Code, "INVALID_VALUE");
    return true;
  });
});
