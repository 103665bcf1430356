#include "observe/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int refused(const char *path, struct error *err)
{
    int status = errno == ENOENT ? STATUS_NO_FILE : STATUS_OS_ERROR;
    return fail(err, status, "%s: %s; name a file in a directory that can be written to", path,
                strerror(errno));
}

static bool replaceable(const char *path)
{
    struct stat status;
    return stat(path, &status) != 0 || S_ISREG(status.st_mode);
}

int whole_file_begin(struct whole_file *file, const char *path, struct error *err)
{
    file->path = path;
    file->temporary[0] = '\0';
    const char *target = path;
    int flags = O_WRONLY | O_CLOEXEC;
    if (replaceable(path)) {
        int length =
            snprintf(file->temporary, sizeof file->temporary, "%s.%ld.tmp", path, (long)getpid());
        if (length >= (int)sizeof file->temporary)
            return fail(err, STATUS_OS_ERROR, "%s: the name is too long", path);
        target = file->temporary;
        flags |= O_CREAT | O_TRUNC;
    }
    int fd = open(target, flags, 0666);
    if (fd < 0)
        return refused(path, err);
    file->stream = fdopen(fd, "w");
    if (file->stream)
        return 0;
    refused(path, err);
    close(fd);
    unlink(file->temporary);
    return -1;
}

int whole_file_try(const char *path, struct error *err)
{
    struct whole_file file;
    if (!replaceable(path))
        return 0;
    if (whole_file_begin(&file, path, err) < 0)
        return -1;
    fclose(file.stream);
    unlink(file.temporary);
    return 0;
}

/* fsync() refuses pipes and devices with EINVAL: they have nothing to be written out to. */
static bool written_out(FILE *stream)
{
    if (fflush(stream) != 0 || ferror(stream))
        return false;
    return fsync(fileno(stream)) == 0 || errno == EINVAL || errno == EROFS;
}

int whole_file_end(struct whole_file *file, struct error *err)
{
    bool ok = written_out(file->stream);
    int error = errno;
    if (fclose(file->stream) != 0 && ok) {
        ok = false;
        error = errno;
    }
    if (ok && file->temporary[0] && rename(file->temporary, file->path) != 0) {
        ok = false;
        error = errno;
    }
    if (ok)
        return 0;
    if (file->temporary[0])
        unlink(file->temporary);
    return fail(err, STATUS_OS_ERROR, "%s: %s; it was not written", file->path, strerror(error));
}
