// The official JavaScript client: a newcomer becomes a partner; its contact and its domains.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  AssociateAwsTrainingCertificationEmailDomainCommand,
  ConflictException,
  CreatePartnerCommand,
  DisassociateAwsTrainingCertificationEmailDomainCommand,
  GetAllianceLeadContactCommand,
  GetPartnerCommand,
  PutAllianceLeadContactCommand,
  ResourceNotFoundException,
  ValidationException,
} from "@aws-sdk/client-partnercentral-account";

import { startServer } from "./server.mjs";

const Catalog = "Sandbox";
const EmailVerificationCode = "314159";
const lead = {
  FirstName: "Ana",
  LastName: "Costa",
  Email: "ana@anvil.example",
  BusinessTitle: "Alliance Lead",
};
const registration = (LegalName, more = {}) =>
  new CreatePartnerCommand({
    Catalog,
    LegalName,
    PrimarySolutionType: "SOFTWARE_PRODUCTS",
    AllianceLeadContact: lead,
    EmailVerificationCode,
    ...more,
  });

let server, newcomer, partner, named;
before(async () => {
  server = await startServer();
  newcomer = server.client({ account: "700000000001", secret: "any" });
  partner = await newcomer.send(registration("Dünya Bulut A.Ş."));
  named = { Catalog, Identifier: partner.Id };
});
after(async () => assert.equal(await server.stop(), 0));

test("registered from nothing", async () => {
  assert.match(partner.Id, /^partner-[a-z2-7]{13}$/);
  assert.ok(partner.CreatedAt instanceof Date);
  assert.deepEqual(partner.Profile, { PrimarySolutionType: "SOFTWARE_PRODUCTS" });
  assert.deepEqual(partner.AllianceLeadContact, lead);

  const seen = await newcomer.send(new GetPartnerCommand(named));

  assert.equal(seen.LegalName, "Dünya Bulut A.Ş.");
  assert.deepEqual(seen.Profile, partner.Profile);
});

test("a name that is taken", async () => {
  const other = server.client({ account: "700000000002", secret: "any" });
  await assert.rejects(
    other.send(registration("DÜNYA BULUT a.ş.")),
    (error) => error instanceof ConflictException && error.Reason === "DUPLICATE_PARTNER",
  );
});

test("in AWS everything that is missing is said", async () => {
  await assert.rejects(newcomer.send(registration("Any", { Catalog: "AWS" })), (error) => {
    assert.ok(error instanceof ValidationException);
    assert.equal(error.ErrorDetails[0].FieldValidationError.Name, "EmailVerificationCode");
    return true;
  });
});

test("another contact person", async () => {
  const AllianceLeadContact = { ...lead, FirstName: "Bob", Email: "bob@anvil.example" };
  await assert.rejects(
    newcomer.send(new PutAllianceLeadContactCommand({ ...named, AllianceLeadContact })),
    (error) =>
      error instanceof ValidationException &&
      error.ErrorDetails[0].FieldValidationError.Code === "REQUIRED_FIELD_MISSING",
  );

  await newcomer.send(
    new PutAllianceLeadContactCommand({ ...named, AllianceLeadContact, EmailVerificationCode }),
  );

  const seen = await newcomer.send(new GetAllianceLeadContactCommand(named));
  assert.deepEqual(seen.AllianceLeadContact, AllianceLeadContact);
});

test("an e-mail domain", async () => {
  await newcomer.send(
    new AssociateAwsTrainingCertificationEmailDomainCommand({
      ...named,
      Email: "ana@Anvil.example",
      EmailVerificationCode,
    }),
  );
  const seen = await newcomer.send(new GetPartnerCommand(named));
  const [domain] = seen.AwsTrainingCertificationEmailDomains;
  assert.equal(domain.DomainName, "anvil.example");
  assert.ok(domain.RegisteredAt instanceof Date);

  const DomainName = "anvil.example";
  const command = { ...named, DomainName };
  await newcomer.send(new DisassociateAwsTrainingCertificationEmailDomainCommand(command));

  await assert.rejects(
    newcomer.send(new DisassociateAwsTrainingCertificationEmailDomainCommand(command)),
    (error) =>
      error instanceof ResourceNotFoundException && error.Reason === "PARTNER_DOMAIN_NOT_FOUND",
  );
});
