# Sourced: sets `python` to an interpreter of at least 3.11, or says that there is none.
python=
for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
  [ -n "$candidate" ] || continue
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Stillpoint needs Python 3.11 or newer, and none was found. Install it, or name it: PYTHON=/path/to/python3" >&2
  exit 1
fi
