#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_MAX = 64 << 20 };

static int cannot(const char *what, const char *path, struct error *err)
{
    return fail(err, STATUS_IO, "cannot %s %s: %s", what, path, strerror(errno));
}

static int write_and_sync(const char *path, file_writer write, const void *data, struct error *err)
{
    FILE *out = fopen(path, "we");
    if (!out)
        return cannot("write", path, err);
    write(out, data);
    if (fflush(out) != 0 || ferror(out) || fsync(fileno(out)) != 0) {
        cannot("write", path, err);
        fclose(out);
        return -1;
    }
    return fclose(out) == 0 ? 0 : cannot("write", path, err);
}

int file_replace(const char *directory, const char *name, file_writer write, const void *data,
                 struct error *err)
{
    char path[PATH_MAX], temporary[PATH_MAX];
    if (snprintf(path, sizeof path, "%s/%s", directory, name) >= (int)sizeof path ||
        snprintf(temporary, sizeof temporary, "%s/.%s.new", directory, name) >=
            (int)sizeof temporary)
        return fail(err, STATUS_IO, "the path of %s is too long", name);
    if (write_and_sync(temporary, write, data, err) == 0) {
        if (rename(temporary, path) == 0)
            return 0;
        cannot("rename to", path, err);
    }
    unlink(temporary);
    return -1;
}

int file_relink(const char *path, const char *target, struct error *err)
{
    char temporary[PATH_MAX];
    if (snprintf(temporary, sizeof temporary, "%s.new", path) >= (int)sizeof temporary)
        return fail(err, STATUS_IO, "the path %s is too long", path);
    unlink(temporary);
    if (symlink(target, temporary) != 0)
        return cannot("make the link", temporary, err);
    if (rename(temporary, path) == 0)
        return 0;
    cannot("rename to", path, err);
    unlink(temporary);
    return -1;
}

int file_make_directory(const char *path, struct error *err)
{
    char part[PATH_MAX];
    if (snprintf(part, sizeof part, "%s", path) >= (int)sizeof part)
        return fail(err, STATUS_IO, "the path %s is too long", path);
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST)
            return cannot("make the directory", part, err);
        *slash = '/';
    }
    if (mkdir(part, 0777) != 0 && errno != EEXIST)
        return cannot("make the directory", part, err);
    struct stat info;
    if (stat(part, &info) == 0 && !S_ISDIR(info.st_mode))
        return fail(err, STATUS_IO, "%s is not a directory", path);
    return 0;
}

int file_check_stdout(struct error *err)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    return fail(err, STATUS_IO, "cannot write to standard output: %s",
                errno != 0 ? strerror(errno) : "an earlier write failed");
}

bool file_exists(const char *directory, const char *name)
{
    char path[PATH_MAX];
    return snprintf(path, sizeof path, "%s/%s", directory, name) < (int)sizeof path &&
           access(path, F_OK) == 0;
}

void file_remove_all(const char *directory, const char *beginning)
{
    DIR *entries = opendir(directory);
    for (const struct dirent *entry; entries && (entry = readdir(entries));) {
        if (strncmp(entry->d_name, beginning, strlen(beginning)) == 0)
            unlinkat(dirfd(entries), entry->d_name, 0);
    }
    if (entries)
        closedir(entries);
}

char *file_read(const char *path, struct error *err)
{
    FILE *in = fopen(path, "re");
    if (!in) {
        fail(err, errno == ENOENT ? STATUS_NO_FILE : STATUS_IO, "cannot read %s: %s", path,
             strerror(errno));
        return NULL;
    }
    char *text = NULL;
    size_t capacity = 0;
    /* No text holds a NUL, so up to the next NUL is up to the end of the file. */
    ssize_t length = getdelim(&text, &capacity, '\0', in);
    bool whole = !ferror(in) && feof(in) && length <= READ_MAX;
    fclose(in);
    if (whole && length >= 0)
        return text;
    if (whole)
        fail(err, STATUS_IO, "%s is empty", path);
    else
        fail(err, STATUS_IO, "%s is not a text file", path);
    free(text);
    return NULL;
}

bool file_first_line(const char *path, char *line, size_t size)
{
    FILE *in = fopen(path, "re");
    if (!in)
        return false;
    bool found = fgets(line, (int)size, in) != NULL;
    fclose(in);
    if (found)
        line[strcspn(line, "\n")] = '\0';
    return found;
}
