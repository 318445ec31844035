// The file, as operators, logrotate and full disks treat it.
#include "audit/file_sink.h"

#include "audit/stream_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <vector>

namespace amity::audit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class FileSinkTest : public testing::Test {
 protected:
  FileSinkTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "audit-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    path = folder / "audit.log";
  }
  ~FileSinkTest() override { std::filesystem::remove_all(folder); }

  FileSinkOptions options() const { return {.path = path.string()}; }
  static void write(Sink& sink, std::vector<std::string> texts, bool durable = true) {
    std::vector<Event> events;
    for (const std::string& text : texts) events.push_back({{}, {}, text});
    sink.write(events, durable);
  }
  static std::vector<std::string> lines(const std::filesystem::path& file) {
    std::vector<std::string> found;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) found.push_back(line);
    return found;
  }
  std::filesystem::path aside(int number) const {
    return path.string() + '.' + std::to_string(number);
  }

  std::filesystem::path folder, path;
};

TEST_F(FileSinkTest, AppendsALineEach) {
  {
    FileSink sink(options());
    write(sink, {"one", "two"});
  }
  FileSink again(options());
  write(again, {"three"}, false);
  EXPECT_THAT(lines(path), ElementsAre("one", "two", "three"));
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(FileSinkTest, PutsAFullFileAsideAndKeepsSoMany) {
  auto small = options();
  small.bytes = 10;
  small.files = 2;
  FileSink sink(small);
  for (const char* text : {"aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff", "gggg"})
    write(sink, {text});
  EXPECT_THAT(lines(path), ElementsAre("gggg"));
  EXPECT_THAT(lines(aside(1)), ElementsAre("eeee", "ffff"));
  EXPECT_THAT(lines(aside(2)), ElementsAre("cccc", "dddd"));
  EXPECT_FALSE(std::filesystem::exists(aside(3)));
}

TEST_F(FileSinkTest, WritesOneThatIsLargerThanAFile) {
  auto small = options();
  small.bytes = 3;
  FileSink sink(small);
  write(sink, {"longer"});
  write(sink, {"longest"});
  EXPECT_THAT(lines(path), ElementsAre("longest"));
  EXPECT_THAT(lines(aside(1)), ElementsAre("longer"));
}

TEST_F(FileSinkTest, BeginsAnewWhenTheFileWasMovedOrRemoved) {
  FileSink sink(options());
  write(sink, {"one"});
  std::filesystem::rename(path, aside(1));
  write(sink, {"two"});
  EXPECT_THAT(lines(aside(1)), ElementsAre("one"));
  EXPECT_THAT(lines(path), ElementsAre("two"));
  std::filesystem::remove(path);
  write(sink, {"three"});
  EXPECT_THAT(lines(path), ElementsAre("three"));
}

TEST_F(FileSinkTest, EndsALineThatACrashLeft) {
  std::ofstream(path) << "one\n{\"torn\":";
  FileSink sink(options());
  write(sink, {"two"});
  write(sink, {"three"});
  EXPECT_THAT(lines(path), ElementsAre("one", "{\"torn\":", "two", "three"));
}

// The limit cuts a write short as a full disk does.
class FileLimit {
 public:
  explicit FileLimit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit now{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  ~FileLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(FileSinkTest, TakesBackWhatCouldBeWrittenOfABatch) {
  FileSink sink(options());
  write(sink, {"one"});
  {
    FileLimit full(12);
    EXPECT_THROW(write(sink, {"two", "three", "four"}), SinkError);
    EXPECT_THAT(lines(path), ElementsAre("one"));
  }
  write(sink, {"two", "three", "four"});
  EXPECT_THAT(lines(path), ElementsAre("one", "two", "three", "four"));
}

TEST_F(FileSinkTest, SaysWhyItCannotWrite) {
  FileSink full({.path = "/dev/full"});
  try {
    write(full, {"one"});
    ADD_FAILURE() << "it could";
  } catch (const SinkError& error) {
    EXPECT_THAT(error.what(), HasSubstr("/dev/full cannot be written: No space left on device"));
  }
  EXPECT_THROW(FileSink({.path = (folder / "none" / "audit.log").string()}), SinkError);
}

TEST_F(FileSinkTest, RecoversWhenItsFolderComesBack) {
  auto inside = options();
  std::filesystem::create_directory(folder / "mount");
  inside.path = (folder / "mount" / "audit.log").string();
  FileSink sink(inside);
  std::filesystem::remove_all(folder / "mount");
  EXPECT_THROW(write(sink, {"one"}), SinkError);
  std::filesystem::create_directory(folder / "mount");
  write(sink, {"one"});
  EXPECT_THAT(lines(inside.path), ElementsAre("one"));
}

TEST_F(FileSinkTest, AStreamEndsALineThatWasCut) {
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  StreamSink sink(file);
  write(sink, {"one"});
  {
    FileLimit full(6);
    EXPECT_THROW(write(sink, {"two"}), SinkError);
  }
  write(sink, {"two"});
  EXPECT_THAT(lines(path), ElementsAre("one", "tw", "two"));
  ::close(file);
}

TEST_F(FileSinkTest, AStreamWhoseReaderHasGoneFails) {
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  StreamSink sink(ends[1]);
  write(sink, {"one"});
  ::close(ends[0]);
  EXPECT_THROW(write(sink, {"two"}), SinkError);
  ::close(ends[1]);
}

}  // namespace
}  // namespace amity::audit
