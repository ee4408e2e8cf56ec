#!/bin/sh
# initramfs.sh FOLDER [libreswan]: makes FOLDER/initramfs.gz and FOLDER/vmlinuz of this machine's strongSwan, FRR and tools, of Debian's cloud kernel,
# and of what lies in FOLDER/lab, which becomes /lab; with the second word of Debian's Libreswan too, which can't be installed beside strongSwan.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"
root=$PWD/root
mkdir -p "$root/bin" "$root/sbin" "$root/lib64" "$root/proc" "$root/sys" "$root/dev" "$root/tmp" "$root/run" "$root/var/run" \
	"$root/etc/pam.d" "$root/usr/lib/frr" "$root/usr/lib/ipsec" "$root/usr/sbin" "$root/usr/bin"
ln -s usr/lib "$root/lib"

# A file and the libraries that it is linked against, each at its own place.
take() {
	for file in "$@"; do
		file=$(readlink -f "$file")
		mkdir -p "$root$(dirname "$file")"
		cp -n "$file" "$root$file"
		ldd "$file" 2>/dev/null | grep -o '/[^ ]*' | while read -r library; do
			mkdir -p "$root$(dirname "$library")"
			[ -e "$root$library" ] || cp -L "$library" "$root$library"
		done
	done
}

take /usr/sbin/charon-systemd /usr/sbin/swanctl /usr/lib/frr/zebra /usr/lib/frr/bgpd /usr/bin/vtysh /bin/dash
for program in ip nft ping install; do
	take "$(command -v $program)"
	cp -L "$(command -v $program)" "$root/sbin/$program"
done
take /usr/lib/ipsec/plugins/*.so /usr/lib/ipsec/*.so.*
cp -a /usr/lib/ipsec/*.so* "$root/usr/lib/ipsec/"
libraries=$(dirname "$(readlink -f /lib/*/libc.so.6)")
mkdir -p "$root$libraries/security"
# Loaded by name, so that ldd does not know of them.
cp -L "$libraries/libgcc_s.so.1" "$root$libraries/"
cp -L "$libraries/security/pam_permit.so" "$root$libraries/security/"
printf 'auth sufficient pam_permit.so\naccount sufficient pam_permit.so\n' >"$root/etc/pam.d/frr"
grep -E '^(root|frr):' /etc/passwd >"$root/etc/passwd"
grep -E '^(root|frr|frrvty):' /etc/group >"$root/etc/group"
printf 'passwd: files\ngroup: files\n' >"$root/etc/nsswitch.conf"

if [ "${2:-}" = libreswan ]; then
	mkdir libreswan
	(cd libreswan && apt-get download -qq libreswan libnss3 libnss3-tools libnspr4 libunbound8 libevent-2.1-7 libevent-pthreads-2.1-7 libldns3 \
		libcurl3-nss 2>/dev/null && for package in *.deb; do dpkg -x "$package" .; done)
	mkdir -p "$root/usr/libexec" "$root/etc/ipsec.d" "$root/var/lib/ipsec/nss" "$root/run/pluto"
	cp -a libreswan/usr/libexec/ipsec "$root/usr/libexec/"
	cp libreswan/usr/sbin/ipsec "$root/usr/sbin/"
	cp libreswan/usr/bin/certutil "$root/usr/bin/"
	cp -r libreswan/etc/ipsec.* "$root/etc/"
	cp -a libreswan"$libraries"/*.so* "$root$libraries/"
	for program in libreswan/usr/libexec/ipsec/pluto libreswan/usr/libexec/ipsec/addconn libreswan/usr/bin/certutil libreswan"$libraries"/lib*.so*; do
		LD_LIBRARY_PATH="$PWD/libreswan$libraries" ldd "$program" 2>/dev/null | grep -o '/[^ ]*' | grep -v "^$PWD" | while read -r library; do
			mkdir -p "$root$(dirname "$library")"
			[ -e "$root$library" ] || cp -L "$library" "$root$library"
		done
	done
fi

cp "$(command -v busybox)" "$root/bin/busybox"
for applet in awk basename cat chmod chown cp cut date dirname env false grep head id kill ln ls mkdir mktemp modprobe mount mv poweroff readlink rm \
	nc sed seq sleep sort sysctl tail tee test timeout touch tr true uname uniq wc; do
	ln -s busybox "$root/bin/$applet"
done
# busybox's own shell would take its own ip.
cp -L /bin/dash "$root/bin/sh"

image=$(apt-cache search --names-only '^linux-image-6\.1\.0-[0-9]+-cloud-amd64$' | cut -d' ' -f1 | sort -V | tail -n 1)
[ -n "$image" ] || { echo 'no kernel linux-image-6.1.0-*-cloud-amd64 in the package lists' >&2; exit 1; }
apt-get download -qq "$image" 2>/dev/null
dpkg -x linux-image-*.deb kernel
version=$(ls kernel/lib/modules)
mv kernel/boot/vmlinuz-* vmlinuz
depmod -b kernel "$version"
mkdir -p "$root/lib/modules/$version"
cp kernel/lib/modules/"$version"/modules.* "$root/lib/modules/$version/"
for module in $(sed 's/#.*//' "$here/modules"); do
	modprobe -S "$version" -d "$PWD/kernel" --show-depends "$module" | sed -n 's/^insmod \([^ ]*\).*/\1/p' | while read -r file; do
		own=${file#"$PWD/kernel"}
		mkdir -p "$root$(dirname "$own")"
		cp -n "$file" "$root$own"
	done
done

cp -r lab "$root/lab"
cp "$here"/*.sh "$here/../ends.sh" "$here/modules" "$root/lab/"
cp "$here/init.sh" "$root/init"
chmod 755 "$root/init"
(cd "$root" && find . | cpio -o -H newc --quiet | gzip -1) >initramfs.gz
