# Runs a program under a seccomp profile of a container, read as engines read it:
# under-profile.py <profile> <program> [<argument> ...]. Needs python3-seccomp. As root, it runs it as nobody.
import json
import os
import sys

import seccomp

OPERATIONS = {"SCMP_CMP_EQ": seccomp.EQ, "SCMP_CMP_NE": seccomp.NE}
NOBODY = 65534


def action(name, error):
    return seccomp.ALLOW if name == "SCMP_ACT_ALLOW" else seccomp.ERRNO(error)


def known(name):
    try:
        return seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) >= 0
    except RuntimeError:
        return False


with open(sys.argv[1]) as file:
    profile = json.load(file)
loaded = seccomp.SyscallFilter(action(profile["defaultAction"], profile["defaultErrnoRet"]))
for rule in profile["syscalls"]:
    conditions = [seccomp.Arg(arg["index"], OPERATIONS[arg["op"]], arg["value"]) for arg in rule.get("args", [])]
    # Others belong to another kind of machine.
    for name in filter(known, rule["names"]):
        loaded.add_rule(action(rule["action"], rule.get("errnoRet")), name, *conditions)
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
loaded.set_attr(seccomp.Attr.CTL_NNP, True)
loaded.load()
os.execvp(sys.argv[2], sys.argv[2:])
