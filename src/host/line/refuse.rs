//! Answers to what was no request: written by hand, since there is nobody to hand them to. Closes the connection.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::time::timeout;

use crate::host::answer;
use crate::host::headers::dress;

/// How long, and how much, somebody may go on talking after the answer: closed at once, it might be lost on the way.
const LINGER: Duration = Duration::from_millis(500);
const LINGER_READS: usize = 16;

/// Says `status` over `stream` and closes it.
pub(super) async fn refuse<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, status: StatusCode) {
    let body = answer::text(status);
    let mut bytes = head(&dress(answer::refusal(status)), body.len()).into_bytes();
    bytes.extend_from_slice(body.as_bytes());
    // Whoever does not listen has no loss.
    let _ = timeout(LINGER, async {
        stream.write_all(&bytes).await?;
        stream.shutdown().await?;
        let mut rest = [0; 4 << 10];
        for _ in 0..LINGER_READS {
            if stream.read(&mut rest).await? == 0 {
                break;
            }
        }
        std::io::Result::Ok(())
    })
    .await;
}

fn head(response: &Response, length: usize) -> String {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or_default();
    let headers = response.headers().iter();
    let headers: String =
        headers.filter_map(|(name, value)| Some(format!("{name}: {}\r\n", value.to_str().ok()?))).collect();
    format!("HTTP/1.1 {} {reason}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n", status.as_u16())
}
