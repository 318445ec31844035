#pragma once

#include "cli/api.h"
#include "cli/terminal.h"
#include "client/settings/environment.h"

#include <string>
#include <vector>

namespace amity::cli {

// Runs one command of an API: `words` are what follows `amity` or `amity admin`, the operation in
// kebab-case and its options. The answer, or help, goes to the terminal's `out`; refusals and their
// reasons to `err`. Returns the exit code, one of Exit's. Nothing is remembered from call to call.
int run(const Api& api, const std::vector<std::string>& words,
        const client::Environment& environment, const Terminal& terminal);

}  // namespace amity::cli
