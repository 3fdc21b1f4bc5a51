# A private Dovecot for the benches; sourced after common.sh. Needs root and Debian's dovecot-imapd.
# shellcheck shell=bash

# dovecot_start: one mailbox, box@acme.example, empty, without TLS; its port is in IMAP_PORT, its Maildir in MAILDIR.
dovecot_start() {
  local home=$WORK/dovecot
  command -v dovecot >/dev/null || { echo "skipped: needs dovecot (Debian: dovecot-imapd)" >&2; exit 0; }
  [ "$(id -u)" = 0 ] || { echo "skipped: needs root, to start a Dovecot of its own" >&2; exit 0; }
  IMAP_PORT=$((20000 + RANDOM % 20000))
  MAILDIR=$home/mail
  mkdir -p "$home/run" "$home/home" "$MAILDIR"/{cur,new,tmp}
  chmod 711 "$WORK" "$home"
  cat >"$home/dovecot.conf" <<END
base_dir = $home/run
protocols = imap
log_path = $home/dovecot.log
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
stats_writer_socket_path =
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:$MAILDIR
mail_max_userip_connections = 20
auth_mechanisms = plain
passdb {
  driver = static
  args = password=box
}
userdb {
  driver = static
  args = uid=mail gid=mail home=$home/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $IMAP_PORT
  }
}
service anvil {
  chroot =
}
END
  chown -R mail:mail "$MAILDIR" "$home/home"
  dovecot -c "$home/dovecot.conf"
  wait_for 10 test -s "$home/run/master.pid"
  PIDS+=("$(cat "$home/run/master.pid")")
}

# deliver FILE...: lays mails into the inbox as a delivery agent does.
deliver() {
  local file name
  for file in "$@"; do
    name=$(date +%s%N).$RANDOM.acme
    install -o mail -g mail -m 600 "$file" "$MAILDIR/tmp/$name"
    mv "$MAILDIR/tmp/$name" "$MAILDIR/new/$name"
  done
}
