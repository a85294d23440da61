import Glibc

/// The first three descriptors. Where one of them is closed (`>&-`), the next file that is opened would take its number: a
/// summary would go into the output, and a pipe of the program's own would be waited for as standard input.
enum StandardDescriptors {
    /// What is closed is opened so that its use fails as before: standard input for writing, the others for reading.
    static func hold() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest number that is free, which is this one.
            _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }
}
