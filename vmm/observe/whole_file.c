#include "observe/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
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

static int open_stream(struct whole_file *file, const char *target, int flags)
{
    int fd = open(target, O_WRONLY | O_CLOEXEC | flags, 0666);
    file->stream = fd < 0 ? NULL : fdopen(fd, "w");
    if (file->stream)
        return 0;
    int why = errno;
    if (fd >= 0)
        close(fd);
    errno = why;
    return -1;
}

/* Whatever is there already, a link to some other file of the user's say, is not written to. */
static int open_kept(struct whole_file *file, const char *temporary, struct error *err)
{
    unlink(temporary);
    if (open_stream(file, temporary, O_CREAT | O_EXCL) < 0)
        return refused(file->path, err);
    if (keeper_start(&file->keeper, temporary, file->path) == 0)
        return 0;
    fail(err, STATUS_OS_ERROR, "%s: cannot start the process that keeps it: %s", file->path,
         strerror(errno));
    fclose(file->stream);
    unlink(temporary);
    file->stream = NULL;
    return -1;
}

int whole_file_begin(struct whole_file *file, const char *path, struct error *err)
{
    char temporary[PATH_MAX];
    *file = (struct whole_file){.path = path};
    int length = snprintf(temporary, sizeof temporary, "%s.%ld.tmp", path, (long)getpid());
    if (length >= (int)sizeof temporary)
        return fail(err, STATUS_OS_ERROR, "%s: the name is too long", path);
    if (replaceable(path))
        return open_kept(file, temporary, err);
    return open_stream(file, path, 0) < 0 ? refused(path, err) : 0;
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
    file->stream = NULL;
    if (ok && file->keeper.pid && keeper_finish(&file->keeper) < 0) {
        ok = false;
        error = errno;
    }
    keeper_drop(&file->keeper);
    if (ok)
        return 0;
    return fail(err, STATUS_OS_ERROR, "%s: %s; it was not written", file->path, strerror(error));
}

void whole_file_drop(struct whole_file *file)
{
    if (file->stream)
        fclose(file->stream);
    file->stream = NULL;
    keeper_drop(&file->keeper);
}
