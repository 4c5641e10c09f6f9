from records.management.commands import make_group_key

TO_DO = """\
Public key {key_id}: {public_key}
It is in {public}. Backups are sealed to it from now on; the server cannot open them.

The private key is in {private}. Now:
1. Copy that file to two machines or sticks that are never on the network with this server, apart from the key of the
   group and from the backups. Check that it opens there: bin/open_sealed {name} --check
2. Delete it here: shred -u {private}
3. Whoever loses the file or the passphrase loses every backup: there is no other way in.
To change the key later: move {public} away, run this again, and keep the old file for the backups made before.
"""


class Command(make_group_key.Command):
    help = "Makes the key pair of backups: the public key stays on the server, the private key leaves it."
    setting, what, to_do = "BACKUP_PUBLIC_KEY", "private key of Tizim backups", TO_DO
