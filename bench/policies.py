"""Users with policies, as `amity serve --init --identities` takes them."""

import json

# What a policy of a partner's staff may be made of: one statement allows what is measured, the last
# of the last policy; the others have to be asked first.
OTHERS = ["AcceptConnectionInvitation", "CancelConnection", "CreateConnectionInvitation",
          "GetPartner", "ListConnections", "PutProfileVisibility", "StartProfileUpdateTask",
          "TagResource", "UpdateConnectionPreferences"]


def policy(statements):
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def one_policy(account):
    return [policy([{"Effect": "Allow", "Action": "*", "Resource": "*"}])]


def ten_policies(account):
    """The same for everybody, as an operator would attach them."""
    return [policy(statements("*", n, last=n == 9)) for n in range(10)]


def ten_own_policies(account):
    """Of every account's own making: none of them stays in a cache for the next request."""
    return [policy(statements(account, n, last=n == 9)) for n in range(10)]


def statements(account, n, last):
    """Ten: exact and wild actions, ARNs, conditions, and a Deny that looks at every read."""
    made = [{"Sid": f"S{n}x{i}", "Effect": "Allow", "Action": f"partnercentral:{action}",
             "Resource": f"arn:aws:partnercentral:*:{account}:catalog/AWS/partner/*",
             "Condition": {"StringEquals": {"partnercentral:Catalog": "AWS"}}}
            for i, action in enumerate(OTHERS)]
    made[n % len(made)] = {
        "Effect": "Deny", "Action": "partnercentral:Get*", "Resource": "*",
        "Condition": {"StringEquals": {"partnercentral:Catalog": "Sandbox",
                                       "aws:PrincipalAccount": account}}}
    made.append({"Effect": "Allow", "Action": "partnercentral:GetConnectionInvitation" if last else
                 ["partnercentral:List*", "partnercentral:*Task"],
                 "Resource": "arn:aws:partnercentral:*::catalog/*/connection-invitation/*" if last
                 else "*"})
    return made


def identities(accounts, make):
    """A user for every account of a seed, with the account's key and the policies attached."""
    return {"Accounts": [
        {"Account": account["id"],
         "Policies": [{"PolicyName": f"p{n}", "PolicyDocument": text}
                      for n, text in enumerate(make(account["id"]))],
         "Users": [{"UserName": "reader",
                    "AttachedPolicies": [f"arn:aws:iam::{account['id']}:policy/p{n}"
                                         for n in range(len(make(account["id"])))],
                    "AccessKeys": [{"AccessKeyId": account["id"],
                                    "SecretAccessKey": account["secret_access_key"]}]}]}
        for account in accounts]}
