// The listener over TLS, as its callers see it, and the files that it is made of.
#include "protocol/http/tls.h"

#include "protocol/http/certificates_test.h"
#include "protocol/http/listener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace amity::http {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using ::testing::HasSubstr;

constexpr timeval kPatience{20, 0};

// A connection, in plain text until it shakes hands.
class Client {
 public:
  explicit Client(std::uint16_t port, int receive_buffer = 0)
      : context_(SSL_CTX_new(TLS_client_method())), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    if (receive_buffer > 0)
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    SSL_CTX_set_security_level(context_, 0);  // it would not even offer what is to be refused
  }
  ~Client() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
    ::close(socket_);
  }

  SSL_CTX* context() { return context_; }
  SSL* ssl() { return ssl_; }

  // Offers what the context says; with the session of an earlier connection if one is given.
  bool shakes_hands(SSL_SESSION* session = nullptr) {
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, socket_);
    if (session != nullptr) SSL_set_session(ssl_, session);
    ERR_clear_error();
    return SSL_connect(ssl_) == 1;
  }
  bool send(std::string_view bytes) {
    return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) ==
           static_cast<int>(bytes.size());
  }
  void send_plain(std::string_view bytes) { ::send(socket_, bytes.data(), bytes.size(), 0); }

  // What arrives until `end` is there, or until nothing more comes.
  std::string receive_until(std::string_view end) {
    std::string arrived;
    char bytes[16 * 1024];
    while (arrived.find(end) == std::string::npos) {
      ssize_t size = ssl_ != nullptr ? SSL_read(ssl_, bytes, sizeof bytes)
                                     : ::recv(socket_, bytes, sizeof bytes, 0);
      if (size <= 0) break;
      arrived.append(bytes, static_cast<std::size_t>(size));
    }
    return arrived;
  }
  std::string receive_all() { return receive_until("<never>"); }
  // Nothing more comes, and the server has said so.
  bool is_said_goodbye() {
    char byte;
    int result = SSL_read(ssl_, &byte, 1);
    return result <= 0 && SSL_get_error(ssl_, result) == SSL_ERROR_ZERO_RETURN;
  }

 private:
  SSL_CTX* context_;
  SSL* ssl_ = nullptr;
  int socket_;
};

// Says how a request came, and repeats its body. /large answers with a megabyte.
class Echo final : public Handler {
 public:
  void handle(Exchange& exchange) noexcept override {
    const Request& request = exchange.request;
    std::string& body = exchange.response.body;
    if (request.target == "/large") {
      body.assign(1024 * 1024, 'L');
    } else {
      body.append(request.tls != nullptr ? request.tls->version : "plain").append(" ");
      body.append(request.tls != nullptr ? request.tls->cipher : "text").append(" ");
      body.append(request.body);
    }
    body += "<end>";
    exchange.answer();
  }
};

std::string post(std::string_view body, std::string_view target = "/") {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

class Tls : public ::testing::Test {
 protected:
  Tls() {
    std::signal(SIGPIPE, SIG_IGN);  // for the clients
    options.tick = 10ms;
  }

  TlsFiles files(const TestCertificate& certificate) const {
    return {certificate.file(), certificate.key_file(), {}};
  }
  std::uint16_t start() {
    if (!options.tls) options.tls = std::make_shared<TlsContext>(files(server));
    listener =
        std::make_unique<Listener>(options, [](unsigned) { return std::make_unique<Echo>(); });
    listener->start();
    return listener->port();
  }
  // Why these files cannot be used.
  static std::string refusal(const TlsFiles& files) {
    try {
      TlsContext context(files);
    } catch (const TlsError& error) {
      return error.what();
    }
    return "none";
  }

  TestCertificate authority{{.name = "authority"}};
  TestCertificate server{{.name = "localhost", .issuer = &authority}};
  Options options;
  std::unique_ptr<Listener> listener;
};

TEST_F(Tls, ServesRequestsAndTellsHowTheyCame) {
  Client client(start());
  SSL_CTX_load_verify_file(client.context(), authority.file().c_str());
  SSL_CTX_set_verify(client.context(), SSL_VERIFY_PEER, nullptr);

  ASSERT_TRUE(client.shakes_hands());
  client.send(post("hello"));

  EXPECT_THAT(client.receive_until("<end>"), HasSubstr("TLSv1.3 TLS_AES_256_GCM_SHA384 hello"));
}

TEST_F(Tls, ServesOlderClientsByTls12WithForwardSecrecyOnly) {
  std::uint16_t port = start();
  Client client(port);
  SSL_CTX_set_max_proto_version(client.context(), TLS1_2_VERSION);
  ASSERT_TRUE(client.shakes_hands());
  client.send(post("hello"));
  EXPECT_THAT(client.receive_until("<end>"),
              HasSubstr("TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384 hello"));

  for (const char* weak : {"ECDHE-ECDSA-AES128-SHA", "AES128-GCM-SHA256", "NULL-SHA256"}) {
    Client other(port);
    SSL_CTX_set_max_proto_version(other.context(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(other.context(), weak);
    EXPECT_FALSE(other.shakes_hands()) << weak;
  }
}

TEST_F(Tls, RefusesWhatIsOlder) {
  std::uint16_t port = start();
  for (int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    Client client(port);
    SSL_CTX_set_min_proto_version(client.context(), version);
    SSL_CTX_set_max_proto_version(client.context(), version);
    EXPECT_FALSE(client.shakes_hands());
    EXPECT_EQ(ERR_GET_REASON(ERR_peek_error()), SSL_R_TLSV1_ALERT_PROTOCOL_VERSION);
  }
}

TEST_F(Tls, AgreesOnHttp11) {
  std::uint16_t port = start();
  Client client(port);
  constexpr unsigned char both[] = "\x02h2\x08http/1.1";
  SSL_CTX_set_alpn_protos(client.context(), both, sizeof both - 1);
  ASSERT_TRUE(client.shakes_hands());
  const unsigned char* chosen = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(client.ssl(), &chosen, &size);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(chosen), size), "http/1.1");

  Client other(port);
  SSL_CTX_set_alpn_protos(other.context(), both, 3);
  EXPECT_FALSE(other.shakes_hands()) << "it would speak HTTP/2";
}

TEST_F(Tls, ServesPipelinedRequestsInWhateverPiecesTheyCome) {
  Client client(start());
  ASSERT_TRUE(client.shakes_hands());
  std::string requests;
  for (int i = 0; i < 300; ++i) requests += post(std::to_string(i));
  for (std::size_t at = 0; at < requests.size(); at += 7)
    ASSERT_TRUE(client.send(std::string_view(requests).substr(at, 7)));
  std::string last = " 299<end>";
  std::string answers = client.receive_until(last);
  std::size_t found = 0;
  for (int i = 0; i < 300; ++i) {
    found = answers.find(" " + std::to_string(i) + "<end>", found);
    ASSERT_NE(found, std::string::npos) << i;
  }
}

TEST_F(Tls, TakesABodyOfManyRecords) {
  Client client(start());
  ASSERT_TRUE(client.shakes_hands());
  std::string body(1024 * 1024, 'b');
  ASSERT_TRUE(client.send(post(body)));
  EXPECT_THAT(client.receive_until("<end>"), HasSubstr(body));
}

TEST_F(Tls, SendsALargeAnswerToASlowReader) {
  Client client(start(), 4096);
  ASSERT_TRUE(client.shakes_hands());
  client.send(post("", "/large"));
  std::this_thread::sleep_for(100ms);
  EXPECT_THAT(client.receive_until("<end>"), HasSubstr(std::string(1024 * 1024, 'L')));
}

TEST_F(Tls, SaysGoodbye) {
  options.idle_timeout = 50ms;
  std::uint16_t port = start();
  Client asked(port);
  ASSERT_TRUE(asked.shakes_hands());
  asked.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  asked.receive_until("<end>");
  EXPECT_TRUE(asked.is_said_goodbye());

  Client idle(port);
  ASSERT_TRUE(idle.shakes_hands());
  EXPECT_TRUE(idle.is_said_goodbye());
}

TEST_F(Tls, AnswersPlainHttpInPlainWords) {
  Client client(start());
  client.send_plain(post("hello"));
  std::string answer = client.receive_all();
  EXPECT_THAT(answer, HasSubstr("HTTP/1.1 400 "));
  EXPECT_THAT(answer, HasSubstr("HTTPS"));
}

TEST_F(Tls, GivesUpOnAHandshakeThatDoesNotCome) {
  options.handshake_timeout = 100ms;
  std::uint16_t port = start();
  Client silent(port);
  Client half(port);
  half.send_plain(std::string("\x16\x03\x01\x02\x00\x01", 6));
  auto begin = steady_clock::now();
  EXPECT_EQ(silent.receive_all(), "");
  EXPECT_EQ(half.receive_all(), "");
  EXPECT_GE(steady_clock::now() - begin, 80ms);
  EXPECT_LT(steady_clock::now() - begin, 10s);
}

TEST_F(Tls, SurvivesNoise) {
  std::uint16_t port = start();
  for (std::string noise : {std::string("\x16\x03\x01\x00\x05\xff\xff\xff\xff\xff", 10),
                            std::string("SSH-2.0-OpenSSH\r\n"), std::string(20'000, '\x16')}) {
    Client client(port);
    client.send_plain(noise);
    client.receive_all();
  }
  Client broken(port);  // a record that nobody encrypted, in the middle
  ASSERT_TRUE(broken.shakes_hands());
  broken.send_plain(std::string("\x17\x03\x03\x00\x20", 5) + std::string(32, 'x'));
  EXPECT_EQ(broken.receive_all(), "");

  Client client(port);
  ASSERT_TRUE(client.shakes_hands());
  client.send(post("hello"));
  EXPECT_THAT(client.receive_until("<end>"), HasSubstr("hello"));
}

TEST_F(Tls, AsksWhetherAnAddressMayShakeHands) {
  std::atomic<int> asked = 0;
  options.admits_handshake = [&](std::string_view peer) {
    EXPECT_EQ(peer, "127.0.0.1");
    return ++asked == 1;
  };
  std::uint16_t port = start();
  Client first(port);
  ASSERT_TRUE(first.shakes_hands());
  Client second(port);
  EXPECT_FALSE(second.shakes_hands());
  first.send(post("hello"));
  EXPECT_THAT(first.receive_until("<end>"), HasSubstr("hello"));
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(listener->connections(), 1U);
}

TEST_F(Tls, DoesNotAskForTrustedProxies) {
  options.admits_handshake = [](std::string_view) { return false; };
  options.trusted_proxies = {*ip::Network::parse("127.0.0.0/8")};
  Client client(start());
  EXPECT_TRUE(client.shakes_hands());
}

TEST_F(Tls, StopsWhileSomebodyShakesHands) {
  for (int i = 0; i < 20; ++i) {  // the byte comes before, while or after it stops
    Client client(start());
    client.send_plain("\x16");
    while (listener->connections() == 0) std::this_thread::yield();
    auto begin = steady_clock::now();
    listener->stop(10s);
    ASSERT_LT(steady_clock::now() - begin, 5s);
  }
}

TEST_F(Tls, ResumesASessionByItsTicket) {
  std::uint16_t port = start();
  Client first(port);
  ASSERT_TRUE(first.shakes_hands());
  first.send(post("hello"));
  first.receive_until("<end>");  // the ticket came before
  std::unique_ptr<SSL_SESSION, void (*)(SSL_SESSION*)> session(SSL_get1_session(first.ssl()),
                                                               SSL_SESSION_free);
  Client second(port);
  ASSERT_TRUE(second.shakes_hands(session.get()));
  EXPECT_EQ(SSL_session_reused(second.ssl()), 1);

  // Another context has other ticket keys, and simply begins anew.
  listener->renew(std::make_shared<TlsContext>(files(server)));
  while (true) {
    Client third(port);
    ASSERT_TRUE(third.shakes_hands(session.get()));
    if (SSL_session_reused(third.ssl()) == 0) break;
  }
}

TEST_F(Tls, GreetsByTheNewCertificateAndKeepsOldConnections) {
  options.threads = 2;
  std::uint16_t port = start();
  Client before(port);
  ASSERT_TRUE(before.shakes_hands());

  TestCertificate renewed({.name = "renewed", .issuer = &authority});
  listener->renew(std::make_shared<TlsContext>(files(renewed)));

  bool seen = false;
  for (auto end = steady_clock::now() + 10s; !seen && steady_clock::now() < end;) {
    Client after(port);
    ASSERT_TRUE(after.shakes_hands());
    seen = X509_cmp(SSL_get0_peer_certificate(after.ssl()), renewed.native()) == 0;
  }
  EXPECT_TRUE(seen);
  before.send(post("hello"));
  EXPECT_THAT(before.receive_until("<end>"), HasSubstr("hello"));
}

TEST_F(Tls, LetsInOnlyClientsWithACertificateWhereOneIsAskedFor) {
  TestCertificate clients({.name = "clients"});
  TestCertificate good({.name = "operator", .issuer = &clients});
  TestCertificate expired(
      {.name = "former", .issuer = &clients, .begins_in = -7200, .ends_in = -3600});
  TestCertificate foreign({.name = "stranger", .issuer = &authority});
  options.tls =
      std::make_shared<TlsContext>(TlsFiles{server.file(), server.key_file(), clients.file()});
  std::uint16_t port = start();

  auto answer_to = [&](const TestCertificate* shown) {
    Client client(port);
    if (shown != nullptr) {
      SSL_CTX_use_certificate(client.context(), shown->native());
      SSL_CTX_use_PrivateKey(client.context(), shown->native_key());
    }
    // In TLS 1.3 a client learns only afterwards that it is not let in.
    if (!client.shakes_hands()) return std::string("refused");
    client.send(post("hello"));
    std::string answer = client.receive_until("<end>");
    return answer.empty() ? std::string("refused") : answer;
  };
  EXPECT_THAT(answer_to(&good), HasSubstr("hello"));
  EXPECT_EQ(answer_to(nullptr), "refused");
  EXPECT_EQ(answer_to(&expired), "refused");
  EXPECT_EQ(answer_to(&foreign), "refused");
  EXPECT_EQ(answer_to(&server), "refused");
}

TEST_F(Tls, ReadsACertificateWithThoseThatLeadToTheRoot) {
  TestCertificate between({.name = "between"});  // signs, and is in the file behind the leaf
  TestCertificate leaf({.name = "localhost", .issuer = &between});
  std::ofstream(leaf.file(), std::ios::app) << std::ifstream(between.file()).rdbuf();
  options.tls = std::make_shared<TlsContext>(files(leaf));

  Client client(start());
  ASSERT_TRUE(client.shakes_hands());
  EXPECT_EQ(sk_X509_num(SSL_get_peer_cert_chain(client.ssl())), 2);
}

TEST_F(Tls, KnowsUntilWhenTheCertificateIsGood) {
  auto left = TlsContext(files(server)).expires() - std::chrono::system_clock::now();
  EXPECT_GT(left, 3500s);
  EXPECT_LE(left, 3601s);
}

TEST_F(Tls, RefusesFilesThatCannotBeUsed) {
  TlsFiles good = files(server);
  ASSERT_EQ(refusal(good), "none");
  auto with = [&](std::string TlsFiles::*which, const std::string& path) {
    TlsFiles bad = good;
    bad.*which = path;
    return refusal(bad);
  };
  EXPECT_THAT(with(&TlsFiles::certificate, "/nowhere.pem"), HasSubstr("/nowhere.pem cannot be"));
  EXPECT_THAT(with(&TlsFiles::certificate, "/tmp"), HasSubstr("no file"));
  EXPECT_THAT(with(&TlsFiles::certificate, "/dev/zero"), HasSubstr("no file"));
  EXPECT_THAT(with(&TlsFiles::certificate, server.key_file()), HasSubstr("no certificate"));
  EXPECT_THAT(with(&TlsFiles::key, server.file()), HasSubstr("no private key"));
  EXPECT_THAT(with(&TlsFiles::key, server.encrypted_key_file()), HasSubstr("encrypted"));
  EXPECT_THAT(with(&TlsFiles::key, authority.key_file()), HasSubstr("not the key"));
  EXPECT_THAT(with(&TlsFiles::client_authorities, "/nowhere.pem"), HasSubstr("/nowhere.pem"));
  EXPECT_THAT(with(&TlsFiles::client_authorities, server.key_file()), HasSubstr("no certificate"));

  std::ofstream(server.file()) << "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  EXPECT_THAT(refusal(good), HasSubstr("cannot be read"));
}

TEST_F(Tls, RefusesAKeyThatOthersMayRead) {
  bool of_root = ::geteuid() == 0;
  struct Case {
    mode_t mode;
    bool refused;
  };
  for (Case c : {Case{0600, false}, {0400, false}, {0640, !of_root}, {0660, true}, {0604, true}}) {
    ::chmod(server.key_file().c_str(), c.mode);
    if (c.refused) {
      EXPECT_THAT(refusal(files(server)), HasSubstr("others may read")) << c.mode;
    } else {
      EXPECT_EQ(refusal(files(server)), "none") << c.mode;
    }
  }
}

}  // namespace
}  // namespace amity::http
