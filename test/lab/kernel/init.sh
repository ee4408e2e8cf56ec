#!/bin/sh
# The first program of the virtual machine.
libraries=$(echo /usr/lib/*-linux-gnu)
export PATH=/sbin:/bin:/usr/sbin:/usr/bin LD_LIBRARY_PATH="/usr/lib/ipsec:$libraries:$libraries/frr"
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmp /tmp
ln -s /proc/self/fd /dev/fd
mkdir -p /run/netns
grep -v '^#' /lab/modules | while read -r module; do modprobe "$module" 2>/dev/null || echo "cannot load $module"; done
lab=/lab/$(sed 's/.*lab=\([a-z0-9-]*\).*/\1/' /proc/cmdline)
(
	. /lab/common.sh
	. "/lab/trial-$TRIAL.sh"
) 2>&1
echo THE END
poweroff -f
