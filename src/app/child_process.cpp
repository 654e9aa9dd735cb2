// SPDX-License-Identifier: Apache-2.0
#include "child_process.h"

#include <csignal>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace facteo::app {

void startClean(QProcess &child, Bond bond)
{
    child.setChildProcessModifier([bond, parent = ::getpid()] {
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        // QProcess's own CloseFileDescriptors would also close its way to say that a program cannot be
        // started.
        ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
        if (bond == Bond::None)
            return;
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent) // it was gone before the line above
            ::_exit(1);
    });
}

} // namespace facteo::app
