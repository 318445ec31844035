// Reads several partners at the same time; no thread waits but that of main.
//
//   example_coroutines partner-222222222bbbb ...
#include <amity/client/account/client.h>
#include <amity/client/call/task.h>

#include <iostream>
#include <string>
#include <vector>

using namespace amity::account;
using amity::client::sync_wait;
using amity::client::Task;
using amity::client::when_all;

// Coroutines take their arguments by value, and name a request before they await its call.
Task<std::string> name_of(Client client, PartnerIdentifier partner) {
  GetPartnerRequest request;
  request.catalog = Catalog("AWS");
  request.identifier = std::move(partner);
  auto found = co_await client.async.get_partner(request);
  co_return found ? found->legal_name.str() : found.error().code;
}

int main(int count, char** arguments) {
  Client client;
  std::vector<Task<std::string>> tasks;
  for (int i = 1; i < count; ++i) tasks.push_back(name_of(client, PartnerIdentifier(arguments[i])));
  for (const std::string& name : sync_wait(when_all(std::move(tasks)))) std::cout << name << '\n';
}
