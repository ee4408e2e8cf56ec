#!/bin/sh
# root.sh CACHE RELEASE DAEMON: makes CACHE/RELEASE-DAEMON.{ext4,vmlinuz,initrd} unless they are there: Debian RELEASE with systemd, FRR and DAEMON
# (strongswan or libreswan) as its packages leave them, and a root shell on the second serial port.
set -eu
cache=$1 release=$2 daemon=$3
image=$cache/$release-$daemon
[ ! -e "$image.ext4" ] || exit 0
mkdir -p "$cache"
base=$cache/$release
if [ ! -e "$base.done" ]; then
	# one that was stopped half way may have left the kernel's own files there, which can't be removed
	if mountpoint -q "$base/proc"; then umount "$base/proc"; fi
	rm -rf "$base"
	debootstrap --variant=minbase \
		--include=systemd,systemd-sysv,udev,dbus,kmod,procps,iproute2,nftables,iputils-ping,tcpdump,frr,initramfs-tools,linux-image-cloud-amd64,apparmor \
		"$release" "$base" http://deb.debian.org/debian
	: >"$base.done"
fi

root=$image.root
rm -rf "$root"
cp -a "$base" "$root"
packages=libreswan
[ "$daemon" = libreswan ] || packages='strongswan-swanctl charon-systemd libstrongswan-standard-plugins'
# shellcheck disable=SC2086
chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $packages
echo site >"$root/etc/hostname"
chroot "$root" systemctl enable systemd-networkd.service
cat >"$root/etc/systemd/system/lab-shell.service" <<'END'
[Unit]
DefaultDependencies=no
After=systemd-journald.socket
[Service]
ExecStart=/bin/sh -c 'stty -F /dev/ttyS1 raw -echo && exec /bin/sh </dev/ttyS1 >/dev/ttyS1 2>&1'
Environment=HOME=/root LC_ALL=C PS1= PS2= PATH=/usr/sbin:/usr/bin:/sbin:/bin
Restart=always
KillSignal=SIGHUP
SendSIGHUP=yes
[Install]
WantedBy=multi-user.target
END
chroot "$root" systemctl enable lab-shell.service
cp "$root"/boot/vmlinuz-* "$image.vmlinuz"
cp "$root"/boot/initrd.img-* "$image.initrd"
rm -rf "$root"/boot/* "$root"/var/cache/apt/archives/*.deb
mke2fs -q -t ext4 -d "$root" "$image.new" 2G
mv "$image.new" "$image.ext4"
rm -rf "$root"
