# Sourced by run, test and .ci/run: one line per step, details in a log, its tail on failure.
#
#   steps_log build/test.log       where details go (emptied)
#   step "Build the program" cmake --build --preset release

# A compiler cache then knows a file again in another checkout.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

steps_log() {
  steps_file=$1
  mkdir -p "$(dirname "$steps_file")"
  : >"$steps_file"
}

# Runs a command quietly and says how long it took. Ends the script when the command fails.
step() {
  local title=$1 start=$SECONDS status=0
  shift
  [[ -t 1 ]] && printf '  %-44s' "$title"
  printf '\n== %s\n$ %s\n' "$title" "$*" >>"$steps_file"
  "$@" >>"$steps_file" 2>&1 </dev/null || status=$?
  [[ -t 1 ]] || printf '  %-44s' "$title"
  if ((status)); then
    printf 'failed after %d s\n\n' $((SECONDS - start))
    tail -n 40 "$steps_file"
    printf '\nThe whole log: %s\n' "$steps_file"
    exit "$status"
  fi
  printf '%4d s\n' $((SECONDS - start))
}
