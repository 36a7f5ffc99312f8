/**
 * Arguments: signal name, seconds of grace, command, its arguments. Descriptor 3 is the socket to our process.
 *
 * - `read` is built into every shell: the watcher needs no `cat`, which would be left behind when it is killed.
 * - The command must not inherit descriptor 3, or a program that forks could keep the socket open for ever.
 * - A signal to the guard itself is passed on; the loop goes on waiting, for `wait` returns when a trap has run.
 * - The last `wait` gives the status of the command, 128 + n when signal n ended it.
 */
export const guardScript = `
signal=$1; grace=$2; shift 2
"$@" 3<&- &
process=$!
trap 'kill -s "$signal" "$process" 2>/dev/null' INT TERM HUP
(
  trap - INT TERM HUP
  exec >/dev/null 2>&1
  while read -r ignored <&3; do :; done
  kill -s "$signal" "$process" || exit 0
  while [ "$grace" -gt 0 ]; do
    sleep 1
    kill -0 "$process" || exit 0
    grace=$((grace - 1))
  done
  kill -s KILL "$process"
) &
watcher=$!
echo "$process" >&3
exec 3<&-
while :; do
  wait "$process"
  status=$?
  kill -0 "$process" 2>/dev/null || break
done
kill -s KILL "$watcher" 2>/dev/null
exit "$status"
`;
